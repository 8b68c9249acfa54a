import { reportTable } from '../../../lib/cli/quickstart/reportTable';
import { makeReport } from './makeReport';

test('shows each number and its share of the audience, without colour codes', () => {
  const table = reportTable(
    makeReport({ audience: 400, sent: 350, bounced: 10, failed: 1, skipped: 2, remaining: 37 }),
  );
  expect(table.split('\n').filter((line) => line.startsWith('│'))).toEqual([
    '│ Audience   │ 400 │        │',
    '│ Sent       │ 350 │ 87.5 % │',
    '│ Bounced    │  10 │  2.5 % │',
    '│ Failed     │   1 │  0.3 % │',
    '│ Skipped    │   2 │  0.5 % │',
    '│ Still open │  37 │  9.3 % │',
  ]);
});

test('has no shares of an empty audience', () => {
  expect(reportTable(makeReport({}))).not.toContain('%');
});
