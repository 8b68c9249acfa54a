import { sql } from 'kysely';
import type { Store } from '../../store';
import { isWithin, type Slice } from '../slices';
import type { Condition } from './sqlBool';

/** Where and when conditions on `contacts` are evaluated. */
export interface Context {
  dialect: Store['dialect'];
  /** Days are counted back from this instant. */
  now: number;
  /** The contacts looked at, if not all. */
  slice?: Slice | undefined;
}

type MemberTable = 'contact_labels' | 'contact_activity' | 'deliveries';

/**
 * Whether a table has a row of the contact for which the condition holds. In a slice, only rows of the slice are looked at.
 *
 * SQLite gathers the contacts of such rows once: twice as fast as a look for each contact where many have one, and a hundred
 * times where few do. Postgres joins an EXISTS, and where it cannot (in an OR) it gathers them too, or looks each contact
 * up; through a list that does not fit its memory it would go for each of them.
 */
export function hasRow({ dialect, slice }: Context, table: MemberTable, condition: Condition): Condition {
  const contact = sql.ref(`${table}.contact_id`);
  const rows = sql`from ${sql.table(table)} where ${condition}${slice ? sql` and ${isWithin(`${table}.contact_id`, slice)}` : sql``}`;
  return dialect === 'sqlite'
    ? sql`contacts.id in (select ${contact} ${rows})`
    : sql`exists (select 1 ${rows} and ${contact} = contacts.id)`;
}
