import { type SqlBool, sql } from 'kysely';
import { MailtargetError } from '../../model';
import { type Db, type Store, transact } from '../../store';
import { lockContactWrites } from '../contacts/lockContactWrites';
import { describeUsers, findUsers, lockReferences } from '../references';
import { isWithin, type Slice } from '../slices';
import { writeInSlices } from '../writeInSlices';

/**
 * Deletes a custom field, then its values. Where that broke off, it is finished by deleting the field again.
 * @param tag a tag by its form
 * @returns false when there was neither the field nor a value of it
 * @throws MailtargetError FIELD_IN_USE
 */
export async function deleteField(store: Store, tag: string): Promise<boolean> {
  const wasThere = await deleteDefinition(store, tag);
  const emptied = await writeInSlices(store, (tx, slice) => deleteValues(tx, store.dialect, tag, slice));
  return wasThere || emptied > 0;
}

function deleteDefinition({ db, dialect }: Store, tag: string): Promise<boolean> {
  return transact(db, async (tx) => {
    await lockContactWrites(tx, dialect, 'alone');
    await lockReferences(tx, dialect, 'alone');
    const users = describeUsers(await findUsers(tx, { type: 'field', id: tag }));
    if (users !== undefined) {
      throw new MailtargetError(
        'FIELD_IN_USE',
        `The field "${tag}" is used by ${users}. Take it out of there before you delete it.`,
        { field: 'tag' },
      );
    }
    const deleted = await tx.deleteFrom('fields').where('tag', '=', tag).returning('tag').executeTakeFirst();
    return deleted !== undefined;
  });
}

async function deleteValues(tx: Db, dialect: Store['dialect'], tag: string, slice: Slice): Promise<number> {
  // In the order of the emails, as upserts lock them.
  const rows = await tx
    .selectFrom('contacts')
    .select('id')
    .where(isWithin('contacts.id', slice))
    .where(mentions(dialect, tag))
    .orderBy('email')
    .$if(dialect === 'postgres', (query) => query.forNoKeyUpdate())
    .execute();
  if (rows.length === 0) return 0;
  await tx
    .updateTable('contacts')
    .set({ fields: without(dialect, tag) })
    .where(isWithin('contacts.id', slice))
    .where(mentions(dialect, tag))
    .execute();
  return rows.length;
}

/** A quotation mark within a value has a backslash, so this is a tag and nothing else. */
function mentions(dialect: Store['dialect'], tag: string) {
  const key = `"${tag}":`;
  return dialect === 'sqlite'
    ? sql<SqlBool>`instr(contacts.fields, ${key}) > 0`
    : sql<SqlBool>`strpos(contacts.fields, ${key}) > 0`;
}

/** What `JSON.stringify` would write: sorted by tag, without spaces. */
function without(dialect: Store['dialect'], tag: string) {
  return dialect === 'sqlite'
    ? sql<string>`json_remove(contacts.fields, ${`$.${tag}`})`
    : sql<string>`(select '{' || coalesce(string_agg(to_json(key)::text || ':' || value::text, ','
        order by key collate "C"), '') || '}' from json_each(contacts.fields::json) where key <> ${tag})`;
}
