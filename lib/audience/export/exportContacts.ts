import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock, ContactFilter, ContactKey } from '../../model';
import type { Db, Store } from '../../store';
import { contactsMatching, resolveContactFilter } from '../contacts/contactsMatching';
import { joinCells } from '../csv/cells';
import { fieldTypes } from '../fields/fields';
import { isWithin, nextSize, type Slice, sliceAfter } from '../slices';
import { SYSTEM_HEADINGS, toCells, toHeadings } from './toCells';

const FIRST_SIZE = 1000;
const AIM_MS = 20;
const DELIMITER = ',';

/**
 * Contacts as CSV in UTF-8, in the order they were added; read as the stream is. What is added behind the last contact read comes,
 * too.
 * @param filter as its schema has checked it
 * @throws MailtargetError as `resolveContactFilter`
 */
export async function exportContacts(
  store: Store,
  clock: Clock,
  filter: ContactFilter,
): Promise<ReadableStream<Uint8Array>> {
  const resolved = await resolveContactFilter(store.db, filter);
  const tags = [...(await fieldTypes(store.db)).keys()].sort();
  const now = clock.now();
  const read = (slice: Slice) =>
    contactsMatching(store, resolved, now, slice).selectAll('contacts').orderBy('contacts.id').execute();

  async function* parts(): AsyncGenerator<string> {
    yield toText([[...SYSTEM_HEADINGS, ...toHeadings(tags)]]);
    let size = FIRST_SIZE;
    for (let after: Slice['after'] | undefined = 0; after !== undefined;) {
      await nextTurn();
      const start = performance.now();
      const slice = await sliceAfter(store.db, after, size);
      const rows = await read(slice);
      const labelsOf =
        rows.length > 0 ? await labelsWithin(store.db, slice) : new Map<ContactKey, string[]>();
      size = nextSize(size, performance.now() - start, AIM_MS);
      after = slice.upTo;
      if (rows.length > 0)
        yield toText(rows.map((row) => toCells(row, labelsOf.get(row.id)?.sort() ?? [], tags)));
    }
  }
  return ReadableStream.from(parts()).pipeThrough(new TextEncoderStream());
}

const toText = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `${joinCells(cells, DELIMITER)}\n`).join('');

/** The names of the labels of each contact, in no order: each database has its own. */
async function labelsWithin(db: Db, slice: Slice): Promise<Map<ContactKey, string[]>> {
  const rows = await db
    .selectFrom('contact_labels')
    .innerJoin('labels', 'labels.id', 'contact_labels.label_id')
    .select(['contact_labels.contact_id', 'labels.name'])
    .where(isWithin('contact_labels.contact_id', slice))
    .execute();
  const names = new Map<ContactKey, string[]>();
  for (const { contact_id, name } of rows) {
    const of = names.get(contact_id);
    if (of) of.push(name);
    else names.set(contact_id, [name]);
  }
  return names;
}
