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
import { contains, type Db, paginate } from '../store';

export class Labels implements LabelsApi {
  constructor(private readonly db: Db) {}

  async create(input: LabelInput): Promise<Label> {
    const { name } = validate(labelInputSchema, input, 'label');
    const keys = await ensureLabels(this.db, [name]);
    return { id: toId(keys.get(name)!), name };
  }

  async list(query: ListQuery = {}): Promise<Page<Label>> {
    const { search, ...page } = validate(listQuerySchema, query, 'query');
    const matching = this.db
      .selectFrom('labels')
      .$if(search !== undefined, (labels) => labels.where(contains('name', search!)));
    return paginate(
      matching,
      page,
      (rows) => rows.selectAll().orderBy('name'),
      ({ id, name }) => ({ id: toId(id), name }),
    );
  }

  /** @throws MailtargetError LABEL_NOT_FOUND, naming the first id that is not a label's */
  async assertExist(ids: readonly string[], field: string): Promise<void> {
    const keys = ids.map((id) => toKey<LabelKey>(id)).filter((key) => key !== undefined);
    const known = keys.length
      ? await this.db.selectFrom('labels').select('id').where('id', 'in', keys).execute()
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
  const wanted = [...new Set(names)];
  if (wanted.length === 0) return new Map();
  await db
    .insertInto('labels')
    .values(wanted.map((name) => ({ name })))
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const rows = await db.selectFrom('labels').selectAll().where('name', 'in', wanted).execute();
  return new Map(rows.map((row) => [row.name, row.id]));
}
