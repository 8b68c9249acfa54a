import {
  type Categories as CategoriesApi,
  type Category,
  type CategoryInput,
  categoryInputSchema,
  type Clock,
  type ListQuery,
  listQuerySchema,
  MailtargetError,
  type Page,
  toId,
  toIso,
  validate,
} from '../model';
import {
  byName,
  type CategoryRow,
  contains,
  type Db,
  isUniqueViolation,
  paginate,
  type Store,
} from '../store';
import { deleteCategory } from './deleteCategory';
import { categoryNotFound, findCategory } from './findCategory';

export class Categories implements CategoriesApi {
  readonly #db: Db;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {
    this.#db = store.db;
  }

  async create(input: CategoryInput): Promise<Category> {
    const { name } = validate(categoryInputSchema, input, 'category');
    const inserted = this.#db
      .insertInto('categories')
      .values({ name, created_at: this.clock.now() })
      .returningAll()
      .executeTakeFirstOrThrow();
    return toCategory(await refuseTakenName(name, inserted));
  }

  async list(query: ListQuery = {}): Promise<Page<Category>> {
    const { search, ...page } = validate(listQuerySchema, query, 'query');
    const matching = this.#db
      .selectFrom('categories')
      .$if(search !== undefined, (rows) => rows.where(contains('name', search!)));
    return paginate(
      matching,
      page,
      (rows) => rows.selectAll().orderBy(byName(this.store)).orderBy('id'),
      toCategory,
    );
  }

  async update(id: string, changes: CategoryInput): Promise<Category> {
    const { name } = validate(categoryInputSchema, changes, 'category');
    const { id: key } = await findCategory(this.#db, id);
    const updated = this.#db
      .updateTable('categories')
      .set({ name })
      .where('id', '=', key)
      .returningAll()
      .executeTakeFirst();
    const row = await refuseTakenName(name, updated);
    if (!row) throw categoryNotFound(id);
    return toCategory(row);
  }

  async delete(id: string): Promise<void> {
    await deleteCategory(this.store, id);
  }
}

/** @throws MailtargetError CATEGORY_NAME_TAKEN */
async function refuseTakenName<T>(name: string, written: Promise<T>): Promise<T> {
  try {
    return await written;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new MailtargetError(
      'CATEGORY_NAME_TAKEN',
      `There is a category called "${name}" already. Choose another name, or use that one.`,
      { field: 'name' },
    );
  }
}

const toCategory = ({ id, name, created_at }: CategoryRow): Category => ({
  id: toId(id),
  name,
  createdAt: toIso(created_at),
});
