import type { Db } from '../store';

/** Which of these addresses must not be mailed: suppressed, or of a contact who is not active. */
export async function refusedAddresses(db: Db, emails: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('suppressions')
    .select('email')
    .where('email', 'in', emails)
    .union((eb) =>
      eb.selectFrom('contacts').select('email').where('email', 'in', emails).where('status', '!=', 'active'),
    )
    .orderBy('email')
    .execute();
  return rows.map((row) => row.email);
}
