import { type CampaignProgress, toId, toIso } from '../model';
import type { CampaignRow, Db } from '../store';
import { countDeliveries, countSentSince } from './countDeliveries';
import { share } from './share';

const RATE_OVER_MS = 60_000;

/** What the database knows of it. */
export async function progressOf(
  db: Db,
  campaign: CampaignRow,
  now: number,
): Promise<Omit<CampaignProgress, 'transports'>> {
  const counts = await countDeliveries(db, campaign.id);
  const { audience, remaining } = counts;
  const perSecond = await rateOf(db, campaign, now);
  const isMoving = campaign.status === 'sending' && perSecond > 0 && remaining > 0;
  return {
    campaignId: toId(campaign.id),
    status: campaign.status,
    statusReason: campaign.status_reason,
    ...counts,
    done: share(audience - remaining, audience),
    messagesPerSecond: Math.round(perSecond * 100) / 100,
    expectedFinishAt: isMoving ? toIso(now + Math.round((remaining / perSecond) * 1000)) : null,
  };
}

/** Over the last minute, or since the launch where that is shorter ago. */
async function rateOf(db: Db, campaign: CampaignRow, now: number): Promise<number> {
  if (campaign.launched_at === null) return 0;
  const since = Math.max(campaign.launched_at, now - RATE_OVER_MS);
  const sent = await countSentSince(db, campaign.id, since);
  return (sent * 1000) / Math.max(now - since, 1000);
}
