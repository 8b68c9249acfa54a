import type { BasicReport } from '../../../lib/model';

export function makeReport(numbers: Partial<BasicReport>): BasicReport {
  return {
    campaignId: '1',
    subject: 'News',
    status: 'sent',
    statusReason: null,
    audience: 0,
    sent: 0,
    bounced: 0,
    failed: 0,
    skipped: 0,
    remaining: 0,
    sentRate: 0,
    bounceRate: 0,
    launchedAt: null,
    sentAt: null,
    ...numbers,
  };
}
