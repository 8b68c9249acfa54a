import type { EmailMarketing, Field } from '../../lib/model';
import { listUpTo } from './listUpTo';

export type KnownField = Pick<Field, 'tag' | 'name' | 'type'>;

/** What segments can compare of every contact. */
const SYSTEM_FIELDS: KnownField[] = [
  { tag: 'created_at', name: 'Created At', type: 'date' },
  { tag: 'email', name: 'Email', type: 'text' },
  { tag: 'name', name: 'Name', type: 'text' },
  { tag: 'source', name: 'Source', type: 'text' },
  { tag: 'subscribed_at', name: 'Subscribed At', type: 'date' },
  { tag: 'time_zone', name: 'Time Zone', type: 'text' },
];

export const customFields = ({ fields }: EmailMarketing): Promise<Field[]> =>
  listUpTo(Infinity, (query) => fields.list(query));

/** Custom fields first: they are what segments are mostly made of. */
export async function filterFields(mailtarget: EmailMarketing): Promise<KnownField[]> {
  return [...(await customFields(mailtarget)), ...SYSTEM_FIELDS];
}
