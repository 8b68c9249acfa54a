import { readContact } from '../audience';
import {
  type ConfirmationInput,
  type Consent as ConsentApi,
  type ConsentSource,
  consentSourceSchema,
  type Contact,
  type ContactKey,
  type PersonalData,
  toId,
  type Topic,
  validate,
} from '../model';
import { confirm } from './confirm';
import type { ConsentContext } from './context';
import { erase } from './erase';
import { personalData } from './personalData';
import { requestConfirmation } from './requestConfirmation';
import { resubscribe, unsubscribe } from './subscription';
import { chooseTopics, listTopics } from './topics';

/** What people agreed to, and what is held on them. */
export class Consent implements ConsentApi {
  constructor(private readonly context: ConsentContext) {}

  async requestConfirmation(idOrEmail: string, input: ConfirmationInput = {}): Promise<{ sent: boolean }> {
    return { sent: await requestConfirmation(this.context, idOrEmail, input) };
  }

  async confirm(token: string, source: ConsentSource = {}): Promise<Contact> {
    return this.#show(await confirm(this.context, token, sourceOf(source)));
  }

  async unsubscribe(idOrEmail: string, source: ConsentSource = {}): Promise<Contact> {
    return this.#show(await unsubscribe(this.context, idOrEmail, sourceOf(source)));
  }

  async resubscribe(idOrEmail: string, source: ConsentSource = {}): Promise<Contact> {
    return this.#show(await resubscribe(this.context, idOrEmail, sourceOf(source)));
  }

  async topics(idOrEmail: string): Promise<Topic[]> {
    return listTopics(this.context.store, idOrEmail);
  }

  async chooseTopics(idOrEmail: string, labelIds: string[]): Promise<Topic[]> {
    await chooseTopics(this.context.store, idOrEmail, labelIds);
    return this.topics(idOrEmail);
  }

  async erase(idOrEmail: string): Promise<void> {
    await erase(this.context, idOrEmail);
  }

  async personalData(idOrEmail: string): Promise<PersonalData> {
    return personalData(this.context.store.db, idOrEmail);
  }

  #show(contact: ContactKey): Promise<Contact> {
    return readContact(this.context.store.db, toId(contact));
  }
}

const sourceOf = (source: ConsentSource): string | null =>
  validate(consentSourceSchema, source, 'source').source ?? null;
