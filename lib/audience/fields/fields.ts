import {
  type Clock,
  type Field,
  type FieldChanges,
  fieldChangesSchema,
  type FieldInput,
  fieldInputSchema,
  fieldNotFound,
  fieldTagSchema,
  type Fields as FieldsApi,
  type ListQuery,
  listQuerySchema,
  MailtargetError,
  type Page,
  toIso,
  validate,
} from '../../model';
import { contains, type Db, type FieldRow, paginate, type Store, transact } from '../../store';
import { deleteField } from './deleteField';
import type { FieldTypes } from './fieldValues';
import { similarTag } from './similarTag';

/** Each is looked for in every contact that is written or filtered. */
const MAX_FIELDS = 500;

export class Fields implements FieldsApi {
  readonly #db: Db;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {
    this.#db = store.db;
  }

  async create(input: FieldInput): Promise<Field> {
    const { tag, name = readableName(tag), type } = validate(fieldInputSchema, input, 'field');
    return transact(this.#db, async (tx) => {
      refuseTooMany((await fieldTypes(tx)).size + 1);
      const row = await tx
        .insertInto('fields')
        .values({ tag, name, type, created_at: this.clock.now() })
        .onConflict((conflict) => conflict.column('tag').doNothing())
        .returningAll()
        .executeTakeFirst();
      if (row) return toField(row);
      throw new MailtargetError(
        'FIELD_TAKEN',
        `There is a custom field "${tag}" already. Use that one, or choose another tag.`,
        { field: 'tag' },
      );
    });
  }

  async list(query: ListQuery = {}): Promise<Page<Field>> {
    const { search, ...page } = validate(listQuerySchema, query, 'query');
    const matching = this.#db
      .selectFrom('fields')
      .$if(search !== undefined, (rows) =>
        rows.where((eb) => eb.or([contains('tag', search!), contains('name', search!)])),
      );
    return paginate(matching, page, (rows) => rows.selectAll().orderBy('tag'), toField);
  }

  async update(tag: string, changes: FieldChanges): Promise<Field> {
    const { name } = validate(fieldChangesSchema, changes, 'field');
    await this.#assertExists(tag);
    const row = await this.#db
      .updateTable('fields')
      .set({ name })
      .where('tag', '=', tag)
      .returningAll()
      .executeTakeFirst();
    if (!row) throw fieldNotFound(tag);
    return toField(row);
  }

  async delete(tag: string): Promise<void> {
    // A caller without types may give anything.
    const isTag = fieldTagSchema.safeParse(tag).success;
    if (!isTag || !(await deleteField(this.store, tag))) await this.#assertExists(tag);
  }

  async #assertExists(tag: string): Promise<void> {
    const types = await fieldTypes(this.#db);
    if (!types.has(tag)) throw fieldNotFound(tag, similarTag(String(tag), types.keys()));
  }
}

/** Read under `lockContactWrites` by whoever writes values, so that a field is not deleted before they are there. */
export async function fieldTypes(db: Db): Promise<FieldTypes> {
  const rows = await db.selectFrom('fields').select(['tag', 'type']).execute();
  return new Map(rows.map((row) => [row.tag, row.type]));
}

/**
 * Makes text fields of those tags that are no fields yet.
 * @param tags checked by `fieldInputSchema`
 * @returns the tags that were made into fields
 */
export async function addTextFields(tx: Db, tags: readonly string[], now: number): Promise<string[]> {
  const types = await fieldTypes(tx);
  const missing = [...new Set(tags)].filter((tag) => !types.has(tag)).sort();
  if (missing.length === 0) return [];
  refuseTooMany(types.size + missing.length);
  const rows = await tx
    .insertInto('fields')
    .values(missing.map((tag) => ({ tag, name: readableName(tag), type: 'text' as const, created_at: now })))
    .onConflict((conflict) => conflict.column('tag').doNothing())
    .returning('tag')
    .execute();
  return rows.map((row) => row.tag).sort();
}

function refuseTooMany(count: number): void {
  if (count <= MAX_FIELDS) return;
  throw new MailtargetError(
    'INVALID_INPUT',
    `There can be at most ${MAX_FIELDS} custom fields. Delete some that are not used; labels and segments can often stand for them.`,
    { field: 'tag' },
  );
}

/** first_name becomes "First name". */
function readableName(tag: string): string {
  const words = tag.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const toField = ({ tag, name, type, created_at }: FieldRow): Field => ({
  tag,
  name,
  type,
  createdAt: toIso(created_at),
});
