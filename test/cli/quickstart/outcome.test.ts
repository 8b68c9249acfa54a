import { checkOutcome, summaryOf } from '../../../lib/cli/quickstart/outcome';
import { makeReport } from './makeReport';

const good = { contacts: 10, eligible: 8, report: makeReport({ audience: 8, sent: 8 }), received: 8 };

test('everyone eligible was sent a message, and it arrived: nothing to say', () => {
  expect(() => checkOutcome(good)).not.toThrow();
  expect(summaryOf(good)).toBe('quickstart: 10 contacts, 8 eligible, 8 sent, 0 failed');
});

test.each([
  ['nobody eligible', { eligible: 0, report: makeReport({}), received: 0 }, 'nobody was eligible'],
  ['someone was lost at the launch', { eligible: 9 }, '9 were eligible, but 8 were launched'],
  ['a message was lost', { received: 7 }, '8 were sent, but 7 arrived'],
  ['a message came twice', { received: 9 }, '8 were sent, but 9 arrived'],
  [
    'one failed',
    { report: makeReport({ audience: 8, sent: 7, failed: 1 }), received: 7 },
    '7 of 8 were sent',
  ],
])('%s: it says so', (_what, change, sentence) => {
  expect(() => checkOutcome({ ...good, ...change })).toThrow(
    `Quickstart did not come out right: ${sentence}.`,
  );
});
