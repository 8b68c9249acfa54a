import {
  type Label,
  type LabelInput,
  type Labels as LabelsApi,
  type LabelKey,
  type ListQuery,
  labelInputSchema,
  listQuerySchema,
  MailtargetError,
  type Page,
  toId,
  toKey,
  validate,
} from '../model';
import { byName, contains, type Db, paginate, type Store } from '../store';
import { chunks } from './chunks';

export class Labels implements LabelsApi {
  readonly #db: Db;

  constructor(private readonly store: Store) {
    this.#db = store.db;
  }

  async create(input: LabelInput): Promise<Label> {
    const { name } = validate(labelInputSchema, input, 'label');
    const keys = await ensureLabels(this.#db, [name]);
    return { id: toId(keys.get(name)!), name };
  }

  async list(query: ListQuery = {}): Promise<Page<Label>> {
    const { search, ...page } = validate(listQuerySchema, query, 'query');
    const matching = this.#db
      .selectFrom('labels')
      .$if(search !== undefined, (labels) => labels.where(contains('name', search!)));
    return paginate(
      matching,
      page,
      (rows) => rows.selectAll().orderBy(byName(this.store)).orderBy('id'),
      ({ id, name }) => ({ id: toId(id), name }),
    );
  }

  /** @throws MailtargetError LABEL_NOT_FOUND, naming the first id that is not a label's */
  async assertExist(ids: readonly string[], field: string): Promise<void> {
    const keys = ids.map((id) => toKey<LabelKey>(id)).filter((key) => key !== undefined);
    const known = keys.length
      ? await this.#db.selectFrom('labels').select('id').where('id', 'in', keys).execute()
      : [];
    const knownIds = new Set(known.map((row) => toId(row.id)));
    const unknown = ids.find((id) => !knownIds.has(id));
    if (unknown === undefined) return;
    throw new MailtargetError(
      'LABEL_NOT_FOUND',
      `There is no label "${unknown}". Choose one from the list of labels, or create it by giving it to a contact.`,
      { field },
    );
  }
}

/** The keys of labels by name; those that do not exist are created. */
export async function ensureLabels(db: Db, names: Iterable<string>): Promise<Map<string, LabelKey>> {
  // In one order for everybody: two who create the same labels then never wait for each other in a circle.
  const wanted = [...new Set(names)].sort();
  const keys = await labelKeys(db, wanted);
  const missing = wanted.filter((name) => !keys.has(name));
  for (const part of chunks(missing)) {
    await db
      .insertInto('labels')
      .values(part.map((name) => ({ name })))
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
  }
  return new Map([...keys, ...(await labelKeys(db, missing))]);
}

async function labelKeys(db: Db, names: readonly string[]): Promise<Map<string, LabelKey>> {
  const keys = new Map<string, LabelKey>();
  for (const part of chunks(names)) {
    const rows = await db.selectFrom('labels').selectAll().where('name', 'in', part).execute();
    for (const row of rows) keys.set(row.name, row.id);
  }
  return keys;
}
