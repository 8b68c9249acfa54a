import type { KeyObject } from 'node:crypto';
import {
  type Clock,
  type Contact,
  type ContactFilter,
  contactFilterSchema,
  type ContactInput,
  type ContactListQuery,
  contactListQuerySchema,
  type Contacts as ContactsApi,
  type ImportOptions,
  type ImportResult,
  labelNamesSchema,
  type Page,
  type UpsertManyResult,
  validate,
} from '../../model';
import { type Db, type Store, transact } from '../../store';
import { addLabels, labelsToGive } from '../labels/addLabels';
import { blankDeliveries } from './blankDeliveries';
import { lockContacts } from './contactRows';
import { LEFT } from './contactState';
import { resolveContactFilter } from './contactsMatching';
import { contactsPage } from './contactsPage';
import { contactErased, erasedAmong } from '../suppressions/erasures';
import { exportContacts } from '../export';
import { fieldTypes } from '../fields/fields';
import { contactNotFound, findContact, readContact } from './findContact';
import { importContacts } from '../import';
import { lockContactWrites } from './lockContactWrites';
import { suppress } from '../suppressions/suppress';
import { toContacts } from './toContacts';
import { upsertContacts } from './upsertContacts';
import { upsertMany } from './upsertMany';
import { checkContact, parseContact } from './validContact';

const someLabelsSchema = labelNamesSchema.min(1, 'Name at least one label.');

export class Contacts implements ContactsApi {
  readonly #db: Db;

  /** @param erasureKey the store's delivery key */
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly erasureKey: KeyObject,
  ) {
    this.#db = store.db;
  }

  async upsert(input: ContactInput): Promise<Contact> {
    const contact = parseContact(input);
    const { email } = contact;
    await transact(this.#db, async (tx) => {
      await lockContactWrites(tx, this.store.dialect, 'share');
      if ((await erasedAmong(tx, this.erasureKey, [email])).has(email)) throw contactErased(email);
      const checked = checkContact(contact, contact.fields ? await fieldTypes(tx) : new Map());
      await upsertContacts(tx, this.store.dialect, [checked], { now: this.clock.now(), source: 'Upsert' });
    });
    return this.get(email);
  }

  upsertMany(inputs: ContactInput[]): Promise<UpsertManyResult> {
    return upsertMany(this.store, this.clock, this.erasureKey, inputs);
  }

  get(idOrEmail: string): Promise<Contact> {
    return readContact(this.#db, idOrEmail);
  }

  async list(query: ContactListQuery = {}): Promise<Page<Contact>> {
    const { page, perPage, ...filter } = validate(contactListQuerySchema, query, 'query');
    const resolved = await resolveContactFilter(this.#db, filter);
    const { data, meta } = await contactsPage(this.store, resolved, this.clock.now(), { page, perPage });
    return { data: await toContacts(this.#db, data), meta };
  }

  async delete(idOrEmail: string): Promise<void> {
    const { id } = await findContact(this.#db, idOrEmail);
    await transact(this.#db, async (tx) => {
      const deleted = await tx
        .deleteFrom('contacts')
        .where('id', '=', id)
        .returning(['id', 'email', 'status'])
        .executeTakeFirst();
      if (!deleted) return;
      await blankDeliveries(tx, [deleted.id]);
      const reason = LEFT[deleted.status];
      if (reason) await suppress(tx, { email: deleted.email, reason, created_at: this.clock.now() });
    });
  }

  async label(idOrEmail: string, labelNames: string[]): Promise<Contact> {
    const labels = validate(someLabelsSchema, labelNames, 'labels');
    const { id, email } = await findContact(this.#db, idOrEmail);
    await transact(this.#db, async (tx) => {
      const { dialect } = this.store;
      const labelKeys = await labelsToGive(tx, dialect, [{ labels }]);
      // Not added anew where somebody deleted them at this moment.
      if ((await lockContacts(tx, dialect, [email])).get(email)?.id !== id) throw contactNotFound(idOrEmail);
      await addLabels(tx, labelKeys, [{ email, labels }], () => id);
    });
    return this.get(email);
  }

  async unlabel(idOrEmail: string, labelNames: string[]): Promise<Contact> {
    const names = validate(someLabelsSchema, labelNames, 'labels');
    const { id } = await findContact(this.#db, idOrEmail);
    await this.#db
      .deleteFrom('contact_labels')
      .where('contact_id', '=', id)
      .where('label_id', 'in', (eb) =>
        eb.selectFrom('labels').select('labels.id').where('labels.name', 'in', names),
      )
      .execute();
    return this.get(idOrEmail);
  }

  import(csv: ReadableStream<Uint8Array>, options: ImportOptions = {}): Promise<ImportResult> {
    return importContacts(this.store, this.clock, this.erasureKey, csv, options);
  }

  async export(filter: ContactFilter = {}): Promise<ReadableStream<Uint8Array>> {
    return exportContacts(this.store, this.clock, validate(contactFilterSchema, filter, 'filter'));
  }
}
