import { happening, type Happening, onceKey } from '../../events';
import type { Db } from '../../store';
import type { Delivery, Visitor } from '../request';

/**
 * What is to be recorded where somebody unsubscribes with the link of a message: once, unless they had come back since.
 * @returns undefined where it is on record, and holds
 */
export async function unsubscription(
  db: Db,
  { campaign, contact }: Delivery,
  { ip, userAgent }: Visitor,
  now: number,
): Promise<Happening | undefined> {
  const key = onceKey('unsubscribe', contact);
  const known = await db
    .selectFrom('events')
    .select('sequence')
    .where('campaign_id', '=', campaign)
    .where('key', '=', key)
    .executeTakeFirst();
  const details = { ip, userAgent };
  if (!known) return happening(campaign, contact, 'unsubscribe', now, details);
  const row = await db
    .selectFrom('contacts')
    .select(['status', 'updated_at'])
    .where('id', '=', contact)
    .executeTakeFirst();
  const isSubscribed = row?.status === 'active' || row?.status === 'pending';
  if (!isSubscribed) return undefined;
  // The same for two requests at the same time.
  return happening(campaign, contact, 'unsubscribe', now, { ...details, key: `${key} ${row.updated_at}` });
}
