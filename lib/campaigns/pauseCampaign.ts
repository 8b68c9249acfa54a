import type { CampaignKey } from '../model';
import type { CampaignRow, Db } from '../store';
import { transition } from './lifecycle';

/**
 * Sends no more of a campaign for now.
 * @param reason why, when nobody asked for it
 * @returns undefined unless it is being sent, and goes on
 */
export const pauseCampaign = (
  db: Db,
  campaign: CampaignKey,
  now: number,
  reason: string | null = null,
): Promise<CampaignRow | undefined> =>
  transition(db, campaign, 'pause', now, { status_reason: reason }, (eb) =>
    eb('stop_requested_at', 'is', null),
  );
