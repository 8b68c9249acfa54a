import { sql } from 'kysely';
import { type CampaignKey, type CategoryKey, toKey } from '../../model';
import { type Context, hasRow } from './context';
import type { CampaignFilter } from './resolvedFilter';
import { type Condition, not } from './sqlBool';

const HAPPENED: Record<CampaignFilter['action'], Condition> = {
  receive: sql`deliveries.status = 'sent'`,
  open: sql`deliveries.opened_at is not null`,
  click: sql`deliveries.clicked_at is not null`,
};

export function campaignCondition(context: Context, filter: CampaignFilter): Condition {
  const did = hasRow(context, 'deliveries', sql`${isOf(filter)} and ${HAPPENED[filter.action]}`);
  return filter.operator === 'did' ? did : not(did);
}

/** A delivery's keys begin with its campaign, so those of a category are looked at campaign by campaign. */
function isOf({ campaignId, categoryId }: CampaignFilter): Condition {
  return campaignId !== undefined
    ? sql`deliveries.campaign_id = ${toKey<CampaignKey>(campaignId)!}`
    : sql`deliveries.campaign_id in (select campaigns.id from campaigns where campaigns.category_id = ${toKey<CategoryKey>(categoryId!)!})`;
}
