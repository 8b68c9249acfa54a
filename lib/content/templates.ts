import {
  type Clock,
  type ListQuery,
  listQuerySchema,
  MailtargetError,
  type Page,
  type Template,
  type TemplateChanges,
  type TemplateInfo,
  type TemplateInput,
  type Templates as TemplatesApi,
  templateChangesSchema,
  templateInputSchema,
  templateNotFound,
  validate,
} from '../model';
import { byName, contains, type Db, isUniqueViolation, paginate, type Store } from '../store';
import { bodyColumns } from './bodyColumns';
import { compileContent } from './compileContent';
import { deleteTemplate } from './deleteTemplate';
import { findTemplate, INFO_COLUMNS, toTemplate, toTemplateInfo } from './templateRows';

export class Templates implements TemplatesApi {
  readonly #db: Db;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {
    this.#db = store.db;
  }

  async create(input: TemplateInput): Promise<Template> {
    const { name, bodyText, requiredVariables, ...given } = validate(templateInputSchema, input, 'template');
    const written = { ...(await bodyColumns(given))!, body_text: bodyText || null };
    check(written);
    const now = this.clock.now();
    const row = await refuseTakenName(
      name,
      this.#db
        .insertInto('templates')
        .values({
          name,
          ...written,
          required_variables: JSON.stringify(requiredVariables),
          created_at: now,
          updated_at: now,
        })
        .returningAll()
        .executeTakeFirstOrThrow(),
    );
    return toTemplate(row);
  }

  async get(id: string): Promise<Template> {
    return toTemplate(await findTemplate(this.#db, id));
  }

  async list(query: ListQuery = {}): Promise<Page<TemplateInfo>> {
    const { search, ...page } = validate(listQuerySchema, query, 'query');
    const matching = this.#db
      .selectFrom('templates')
      .$if(search !== undefined, (rows) => rows.where(contains('name', search!)));
    return paginate(
      matching,
      page,
      (rows) => rows.select(INFO_COLUMNS).orderBy(byName(this.store)).orderBy('id'),
      toTemplateInfo,
    );
  }

  async update(id: string, changes: TemplateChanges): Promise<Template> {
    const { name, bodyText, requiredVariables, ...given } = validate(
      templateChangesSchema,
      changes,
      'template',
    );
    const before = await findTemplate(this.#db, id);
    const body = await bodyColumns(given);
    const written = {
      // The text went with the body that is replaced.
      ...(body && { ...body, body_text: null }),
      ...(bodyText !== undefined && { body_text: bodyText || null }),
    };
    check({ ...before, ...written });
    const row = await refuseTakenName(
      name ?? before.name,
      this.#db
        .updateTable('templates')
        .set((eb) => ({
          ...written,
          ...(name !== undefined && { name }),
          ...(requiredVariables && { required_variables: JSON.stringify(requiredVariables) }),
          revision: eb('revision', '+', 1),
          updated_at: this.clock.now(),
        }))
        .where('id', '=', before.id)
        .returningAll()
        .executeTakeFirst(),
    );
    if (!row) throw templateNotFound(id);
    return toTemplate(row);
  }

  async delete(id: string): Promise<void> {
    await deleteTemplate(this.store, id);
  }
}

/** @throws MailtargetError TEMPLATE_INVALID */
function check({ body, body_text }: { body: string; body_text: string | null }): void {
  compileContent(
    {
      subject: '',
      previewText: null,
      body,
      bodyText: body_text,
      utm: null,
      sender: { name: '', email: '' },
    },
    { tracking: null },
  );
}

/** @throws MailtargetError TEMPLATE_NAME_TAKEN */
async function refuseTakenName<T>(name: string, written: Promise<T>): Promise<T> {
  try {
    return await written;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new MailtargetError(
      'TEMPLATE_NAME_TAKEN',
      `There is a template called "${name}" already. Choose another name, or update that one.`,
      { field: 'name' },
    );
  }
}
