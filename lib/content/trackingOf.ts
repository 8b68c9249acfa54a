import { type CampaignTracking, trackingSchema } from '../model';
import type { CampaignRow } from '../store';

/** What of a campaign is counted; both where nothing was chosen. */
export const trackingOf = ({ tracking }: Pick<CampaignRow, 'tracking'>): CampaignTracking =>
  trackingSchema.parse(tracking === null ? {} : JSON.parse(tracking));
