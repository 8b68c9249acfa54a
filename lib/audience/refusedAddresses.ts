import type { Db } from '../store';
import { LEFT } from './contactState';

/** Which of these addresses must not be mailed: suppressed, or of a contact who left or whose mailbox is gone. */
export async function refusedAddresses(db: Db, emails: readonly string[]): Promise<string[]> {
  const left = Object.keys(LEFT) as (keyof typeof LEFT)[];
  const rows = await db
    .selectFrom('suppressions')
    .select('email')
    .where('email', 'in', emails)
    .union((eb) =>
      eb.selectFrom('contacts').select('email').where('email', 'in', emails).where('status', 'in', left),
    )
    .orderBy('email')
    .execute();
  return rows.map((row) => row.email);
}
