import type { KeyObject } from 'node:crypto';
import type { Db } from '../../store';
import { erasedAmong } from './erasures';

/**
 * Which of these addresses must not be mailed: suppressed, erased, or of a contact who is not active.
 * @param erasureKey the store's delivery key
 */
export async function refusedAddresses(
  db: Db,
  erasureKey: KeyObject,
  emails: readonly string[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('suppressions')
    .select('email')
    .where('email', 'in', emails)
    .union((eb) =>
      eb.selectFrom('contacts').select('email').where('email', 'in', emails).where('status', '!=', 'active'),
    )
    .execute();
  const erased = await erasedAmong(db, erasureKey, emails);
  return [...new Set([...rows.map((row) => row.email), ...erased])].sort();
}
