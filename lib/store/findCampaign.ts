import { type CampaignKey, campaignNotFound, toKey } from '../model';
import type { Db } from './store';
import type { CampaignRow } from './tables';

/** @throws MailtargetError CAMPAIGN_NOT_FOUND */
export async function findCampaign(db: Db, id: string): Promise<CampaignRow> {
  const key = toKey<CampaignKey>(id);
  const row = key && (await db.selectFrom('campaigns').selectAll().where('id', '=', key).executeTakeFirst());
  if (!row) throw campaignNotFound(id);
  return row;
}
