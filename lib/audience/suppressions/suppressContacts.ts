import { sql } from 'kysely';
import type { ContactKey } from '../../model';
import type { Db, SuppressionRow } from '../../store';
import { UNLESS_SUPPRESSED } from './suppress';

/** Puts the addresses of contacts on the list. */
export async function suppressContacts(
  tx: Db,
  contacts: readonly ContactKey[],
  { reason, created_at }: Omit<SuppressionRow, 'email'>,
): Promise<void> {
  if (contacts.length === 0) return;
  await sql`insert into suppressions (email, reason, created_at)
    select email, ${reason}, ${created_at} from contacts where id in (${sql.join(contacts)}) order by id
    ${sql.raw(UNLESS_SUPPRESSED)}`.execute(tx);
}
