import {
  type BulkChange,
  type BulkFilter,
  type Clock,
  type Label,
  type LabelChanges,
  labelChangesSchema,
  type LabelInput,
  labelInputSchema,
  labelNotFound,
  type Labels as LabelsApi,
  type ListQuery,
  listQuerySchema,
  MailtargetError,
  type Page,
  toId,
  validate,
} from '../../model';
import { byName, contains, type Db, isUniqueViolation, paginate, type Store, transact } from '../../store';
import { deleteLabel } from './deleteLabel';
import { labelMany } from './labelMany';
import { ensureLabels, findLabel, toLabel } from './labelRows';
import { mergeLabels } from './mergeLabels';

export class Labels implements LabelsApi {
  readonly #db: Db;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {
    this.#db = store.db;
  }

  create(input: LabelInput): Promise<Label> {
    const { name, public: isPublic } = validate(labelInputSchema, input, 'label');
    return transact(this.#db, async (tx) => {
      const key = (await ensureLabels(tx, this.store.dialect, [name])).get(name)!;
      if (isPublic !== undefined) {
        await tx
          .updateTable('labels')
          .set({ is_public: isPublic ? 1 : 0 })
          .where('id', '=', key)
          .execute();
      }
      return toLabel(await findLabel(tx, toId(key)));
    });
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
      toLabel,
    );
  }

  async update(id: string, changes: LabelChanges): Promise<Label> {
    const { name, public: isPublic } = validate(labelChangesSchema, changes, 'label');
    const before = await findLabel(this.#db, id);
    const written = {
      ...(name !== undefined && { name }),
      ...(isPublic !== undefined && { is_public: isPublic ? 1 : 0 }),
    };
    if (Object.keys(written).length === 0) return toLabel(before);
    try {
      const row = await this.#db
        .updateTable('labels')
        .set(written)
        .where('id', '=', before.id)
        .returningAll()
        .executeTakeFirst();
      if (!row) throw labelNotFound(id);
      return toLabel(row);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new MailtargetError(
        'LABEL_NAME_TAKEN',
        `There is a label called "${name}" already. Choose another name, or merge this label into that one.`,
        { field: 'name' },
      );
    }
  }

  async delete(id: string): Promise<void> {
    await deleteLabel(this.store, id);
  }

  merge(id: string, intoId: string): Promise<Label> {
    return mergeLabels(this.store, id, intoId);
  }

  addTo(id: string, filter: BulkFilter): Promise<BulkChange> {
    return labelMany(this.store, this.clock, 'add', id, filter);
  }

  removeFrom(id: string, filter: BulkFilter): Promise<BulkChange> {
    return labelMany(this.store, this.clock, 'remove', id, filter);
  }
}
