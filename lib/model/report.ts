import type { CampaignStatus } from './campaign';

/**
 * What became of a launched campaign, in deliveries. Always
 * `audience = sent + bounced + failed + skipped + remaining`.
 */
export interface BasicReport {
  campaignId: string;
  subject: string;
  status: CampaignStatus;
  statusReason: string | null;
  audience: number;
  sent: number;
  bounced: number;
  failed: number;
  skipped: number;
  /** Still open: pending or on the wire. */
  remaining: number;
  /** Share of the audience the transport accepted, 0 to 1. */
  sentRate: number;
  /** Share of the messages handed over that were refused for good, 0 to 1. */
  bounceRate: number;
  launchedAt: string | null;
  sentAt: string | null;
}
