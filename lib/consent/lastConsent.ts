import type { ConsentAction, ContactKey } from '../model';
import type { Db } from '../store';

/** What happened last to the consent of a contact; undefined when nothing is on record. */
export async function lastConsent(tx: Db, contact: ContactKey): Promise<ConsentAction | undefined> {
  const row = await tx
    .selectFrom('consents')
    .select('action')
    .where('contact_id', '=', contact)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.action;
}
