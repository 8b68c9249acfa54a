import type { KeyObject } from 'node:crypto';
import {
  type Clock,
  fieldNotFound,
  type ImportOptions,
  importOptionsSchema,
  type ImportResult,
  MailtargetError,
  validate,
} from '../../model';
import { type Store, transact } from '../../store';
import type { FieldTypes } from '../fields/fieldValues';
import { addTextFields, fieldTypes } from '../fields/fields';
import { lockContactWrites } from '../contacts/lockContactWrites';
import type { ContactBatch } from './packContacts';
import { readFile } from './readFile';
import { rollBack } from './rollBack';
import { writeContacts } from './writeContacts';

/**
 * Reads CSV as it arrives and upserts its contacts in batches, each in one transaction: good rows are kept whatever comes after
 * them. A dry run rolls each batch back; so it counts a contact whose rows are in two batches as created twice.
 * @throws MailtargetError CSV_INVALID when the header or the file's form is wrong; what was read before it is kept. FIELD_NOT_FOUND
 *         names a column that is no field where none may be made, or a field that was deleted meanwhile
 */
export async function importContacts(
  store: Store,
  clock: Clock,
  erasureKey: KeyObject,
  csv: ReadableStream<Uint8Array>,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const { dryRun, existing, source, ...file } = validate(importOptionsSchema, options, 'options');
  const types = await fieldTypes(store.db);
  const counts = { created: 0, updated: 0, unchanged: 0 };
  const newFields = new Set<string>();
  let tags: readonly string[] = [];

  const run = dryRun ? rollBack : transact;
  const write = (batch: ContactBatch) =>
    run(store.db, async (tx) => {
      await lockContactWrites(tx, store.dialect, 'share');
      const now = clock.now();
      const made = file.createFields ? await addTextFields(tx, tags, now) : [];
      assertUnchanged(tags, types, await fieldTypes(tx));
      const context = { dialect: store.dialect, erasureKey, now, source: source || 'Import', existing };
      return { made, ...(await writeContacts(tx, batch, context)) };
    });
  const job = {
    kind: 'contacts' as const,
    ...file,
    delimiter: file.delimiter,
    source: source || null,
    types,
  };
  const summary = await readFile(csv, { clock, closed: store.closed }, job, {
    onFields(found) {
      tags = found;
    },
    async write(batch) {
      const { made, refused, ...written } = await write(batch);
      for (const tag of made) newFields.add(tag);
      for (const outcome of ['created', 'updated', 'unchanged'] as const) counts[outcome] += written[outcome];
      return refused;
    },
  });
  return { ...summary, ...counts, newFields: [...newFields].sort(), dryRun };
}

/** The rows were read by the types that fields had at the start. */
function assertUnchanged(tags: readonly string[], before: FieldTypes, now: FieldTypes): void {
  for (const tag of tags) {
    const type = now.get(tag);
    if (type === undefined) throw fieldNotFound(tag);
    if (type === (before.get(tag) ?? 'text')) continue;
    throw new MailtargetError(
      'FIELD_VALUE_INVALID',
      `The field "${tag}" was made a ${type} meanwhile. Import the file again.`,
      { field: tag },
    );
  }
}
