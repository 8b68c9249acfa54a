import { z } from 'zod/v4';
import {
  type Clock,
  type Contact,
  type ContactInput,
  type ContactKey,
  type ContactListQuery,
  type Contacts as ContactsApi,
  contactInputSchema,
  contactListQuerySchema,
  type ImportResult,
  type LabelKey,
  labelNameSchema,
  MailtargetError,
  normalizeEmail,
  type Page,
  toKey,
  validate,
} from '../model';
import { contains, type ContactRow, type Db, paginate, type Store, transact } from '../store';
import { LEFT } from './contactState';
import { importCsv } from './importCsv';
import { Labels } from './labels';
import { suppress } from './suppressions';
import { toContacts } from './toContacts';
import { upsertContacts } from './upsertContacts';

const labelNamesSchema = z.array(labelNameSchema).min(1, 'Name at least one label.').max(100);

export class Contacts implements ContactsApi {
  readonly #db: Db;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {
    this.#db = store.db;
  }

  async upsert(input: ContactInput): Promise<Contact> {
    const contact = validate(contactInputSchema, input, 'contact');
    await transact(this.#db, (tx) => upsertContacts(tx, this.store.dialect, [contact], this.clock.now()));
    return this.get(contact.email);
  }

  async get(idOrEmail: string): Promise<Contact> {
    const [contact] = await toContacts(this.#db, [await this.#find(idOrEmail)]);
    return contact!;
  }

  async list(query: ContactListQuery = {}): Promise<Page<Contact>> {
    const { search, status, labelId, ...page } = validate(contactListQuerySchema, query, 'query');
    if (labelId !== undefined) await new Labels(this.store).assertExist([labelId], 'labelId');
    const matching = this.#db
      .selectFrom('contacts')
      .$if(status !== undefined, (rows) => rows.where('status', '=', status!))
      .$if(search !== undefined, (rows) =>
        rows.where((eb) => eb.or([contains('email', search!), contains('name', search!)])),
      )
      .$if(labelId !== undefined, (rows) =>
        rows.where('id', 'in', (eb) =>
          eb
            .selectFrom('contact_labels')
            .select('contact_id')
            .where('label_id', '=', toKey<LabelKey>(labelId!)!),
        ),
      );
    const rows = await paginate(
      matching,
      page,
      (part) => part.selectAll().orderBy('id'),
      (row) => row,
    );
    return { ...rows, data: await toContacts(this.#db, rows.data) };
  }

  async delete(idOrEmail: string): Promise<void> {
    const { id } = await this.#find(idOrEmail);
    await transact(this.#db, async (tx) => {
      const deleted = await tx
        .deleteFrom('contacts')
        .where('id', '=', id)
        .returning(['email', 'status'])
        .executeTakeFirst();
      const reason = deleted && LEFT[deleted.status];
      if (reason) await suppress(tx, { email: deleted.email, reason, created_at: this.clock.now() });
    });
  }

  async label(idOrEmail: string, labelNames: string[]): Promise<Contact> {
    const { email } = await this.#find(idOrEmail);
    return this.upsert({ email, labels: validate(labelNamesSchema, labelNames, 'labels') });
  }

  async unlabel(idOrEmail: string, labelNames: string[]): Promise<Contact> {
    const names = validate(labelNamesSchema, labelNames, 'labels');
    const { id } = await this.#find(idOrEmail);
    await this.#db
      .deleteFrom('contact_labels')
      .where('contact_id', '=', id)
      .where('label_id', 'in', (eb) =>
        eb.selectFrom('labels').select('labels.id').where('labels.name', 'in', names),
      )
      .execute();
    return this.get(idOrEmail);
  }

  import(csv: ReadableStream<Uint8Array>): Promise<ImportResult> {
    return importCsv(this.store, this.clock, csv);
  }

  async #find(idOrEmail: string): Promise<ContactRow> {
    // A caller without types may give anything.
    const name = String(idOrEmail ?? '');
    const key = toKey<ContactKey>(name);
    const email = normalizeEmail(name);
    const contacts = this.#db.selectFrom('contacts').selectAll();
    const row =
      key !== undefined
        ? await contacts.where('id', '=', key).executeTakeFirst()
        : email !== null
          ? await contacts.where('email', '=', email).executeTakeFirst()
          : undefined;
    if (row) return row;
    throw new MailtargetError(
      'CONTACT_NOT_FOUND',
      `There is no contact "${name.slice(0, 100)}". Give an existing contact's email or id.`,
      { field: 'contactId' },
    );
  }
}
