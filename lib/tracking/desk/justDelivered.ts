import type { CampaignKey, ContactKey } from '../../model';
import type { Db } from '../../store';
import type { Delivery } from '../request';

/**
 * Nobody has seen, opened and read a message so soon after it left; gateways look into it before they pass it on.
 * Source: https://github.com/mautic/mautic/issues/16263 (2 s after the send, as one sign of three)
 */
const TOO_SOON_MS = 1000;

/** Which of these messages left a moment ago: `campaign contact` of each. */
export async function justDelivered(
  db: Db,
  deliveries: readonly Delivery[],
  now: number,
): Promise<ReadonlySet<string>> {
  const byCampaign = Map.groupBy(deliveries, ({ campaign }) => campaign);
  const found = await Promise.all(
    [...byCampaign].map(([campaign, ones]) =>
      leftSince(
        db,
        campaign,
        ones.map(({ contact }) => contact),
        now - TOO_SOON_MS,
      ),
    ),
  );
  return new Set(found.flat().map(messageKey));
}

/** Names a message. */
export const messageKey = ({ campaign, contact }: Delivery): string => `${campaign} ${contact}`;

async function leftSince(
  db: Db,
  campaign: CampaignKey,
  contacts: ContactKey[],
  since: number,
): Promise<Delivery[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('contact_id')
    .where('campaign_id', '=', campaign)
    .where('contact_id', 'in', [...new Set(contacts)])
    // A click may be faster than the note that its message was accepted.
    .where('status', 'in', ['sending', 'sent'])
    .where('updated_at', '>', since)
    .execute();
  return rows.map(({ contact_id }) => ({ campaign, contact: contact_id }));
}
