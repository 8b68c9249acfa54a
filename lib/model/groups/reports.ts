import type { BasicReport } from '../report';

export interface Reports {
  /** Throws CAMPAIGN_NOT_FOUND. Before the launch every number is 0. */
  basic(campaignId: string): Promise<BasicReport>;
}
