import type { BasicReport } from '../../model';

export interface Outcome {
  contacts: number;
  /** What the count promised before the launch. */
  eligible: number;
  report: BasicReport;
  /** How many messages the SMTP server kept. */
  received: number;
}

/** @throws with every number that is not what it should be */
export function checkOutcome({ eligible, report, received }: Outcome): void {
  const problems: string[] = [];
  if (eligible === 0) problems.push('nobody was eligible');
  if (report.audience !== eligible)
    problems.push(`${eligible} were eligible, but ${report.audience} were launched`);
  if (report.sent !== report.audience) problems.push(`${report.sent} of ${report.audience} were sent`);
  if (received !== report.sent) problems.push(`${report.sent} were sent, but ${received} arrived`);
  if (problems.length > 0) throw new Error(`Quickstart did not come out right: ${problems.join('; ')}.`);
}

export function summaryOf({ contacts, eligible, report }: Outcome): string {
  return `quickstart: ${contacts} contacts, ${eligible} eligible, ${report.sent} sent, ${report.failed} failed`;
}
