import type { KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import { blankDeliveries, erasureHash, lockContactWrites } from '../audience';
import { type Db, transact } from '../store';
import type { ConsentContext } from './context';
import { findPerson } from './findPerson';

/**
 * Deletes one person everywhere but for the hash that keeps them from being added again. What was sent stays in the counts of
 * reports, with nothing on whom it went to; what is still to be sent finds nobody.
 * @throws MailtargetError CONTACT_NOT_FOUND
 */
export async function erase({ store, clock, settings }: ConsentContext, idOrEmail: string): Promise<void> {
  const { email } = await findPerson(store.db, idOrEmail);
  const { deliveryKey } = await settings.forMessages();
  await transact(store.db, async (tx) => {
    // Whoever looked for the hash before it was there has added the person when this begins.
    await lockContactWrites(tx, store.dialect, 'alone');
    await keepHash(tx, deliveryKey, email, clock.now());
    // By the address, not the key: somebody may have deleted the contact and added it anew meanwhile.
    const deleted = await tx.deleteFrom('contacts').where('email', '=', email).returning('id').execute();
    await tx.deleteFrom('suppressions').where('email', '=', email).execute();
    await blankDeliveries(
      tx,
      deleted.map(({ id }) => id),
    );
  });
  // On SQLite the deleted rows are overwritten in the file; the log beside it still has them until it begins anew.
  if (store.dialect === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(store.db);
}

async function keepHash(tx: Db, key: KeyObject, email: string, now: number): Promise<void> {
  await tx
    .insertInto('erasures')
    .values({ hash: erasureHash(key, email), created_at: now })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute();
}
