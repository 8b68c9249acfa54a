import { sql } from 'kysely';
import { type LabelKey, toKey } from '../../model';
import { type Context, hasRow } from './context';
import type { Condition } from './sqlBool';

/** Whether the contact has one of the labels, of which there is at least one. */
export function hasLabel(context: Context, labelIds: readonly string[]): Condition {
  const keys = labelIds.map((id) => toKey<LabelKey>(id)!);
  return hasRow(context, 'contact_labels', sql`contact_labels.label_id in (${sql.join(keys)})`);
}
