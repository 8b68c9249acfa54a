import Table from 'cli-table3';
import type { BasicReport } from '../../model';

/** The report as a table for a terminal, without colours, so that it reads the same in a file. */
export function reportTable(report: BasicReport): string {
  const table = new Table({
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right'],
    chars: { 'left-mid': '', mid: '', 'mid-mid': '', 'right-mid': '' },
  });
  const share = (part: number) =>
    report.audience === 0 ? '' : `${((100 * part) / report.audience).toFixed(1)} %`;
  table.push(
    ['Audience', report.audience, ''],
    ['Sent', report.sent, share(report.sent)],
    ['Bounced', report.bounced, share(report.bounced)],
    ['Failed', report.failed, share(report.failed)],
    ['Skipped', report.skipped, share(report.skipped)],
    ['Still open', report.remaining, share(report.remaining)],
  );
  return table.toString();
}
