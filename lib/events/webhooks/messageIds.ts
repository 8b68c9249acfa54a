import {
  type CampaignKey,
  type ContactKey,
  domainOf,
  type MailtargetEvent,
  messageIdOf,
  toId,
  toKey,
} from '../../model';
import type { Db } from '../../store';

/** How the messages are named that these events are about, with one query. */
export async function messageIdsOf(
  db: Db,
  storeId: string,
  events: readonly MailtargetEvent[],
): Promise<(event: MailtargetEvent) => string | null> {
  const keys = new Set(events.map(({ campaignId }) => toKey<CampaignKey>(campaignId)!));
  const campaigns =
    keys.size === 0
      ? []
      : await db
          .selectFrom('campaigns')
          .select(['id', 'sender_email'])
          .where('id', 'in', [...keys])
          .execute();
  const domains = new Map(campaigns.map(({ id, sender_email }) => [toId(id), domainOf(sender_email)]));
  return ({ campaignId, contactId }) => {
    const domain = domains.get(campaignId);
    if (contactId === null || domain === undefined) return null;
    const [campaign, contact] = [toKey<CampaignKey>(campaignId)!, toKey<ContactKey>(contactId)!];
    return messageIdOf({ campaign, contact, storeId }, domain);
  };
}
