import {
  type DeadLetter,
  type DeadLetterListQuery,
  type Page,
  type Webhook,
  type WebhookChanges,
  type WebhookInput,
  type WebhookListQuery,
  webhookListQuerySchema,
  type Webhooks as WebhooksApi,
  type WebhookTestResult,
  type WebhookWithSecret,
  validate,
} from '../../model';
import { contains, paginate, type WebhookRow } from '../../store';
import { createWebhook } from './createWebhook';
import { listDeadLetters } from './deadLetters';
import type { WebhookDependencies } from './dependencies';
import { replay } from './replay';
import { sendSample } from './sendSample';
import { updateWebhook } from './updateWebhook';
import { findWebhook, toWebhook, withDeadLetters } from './webhookRows';

export class Webhooks implements WebhooksApi {
  constructor(private readonly deps: WebhookDependencies) {}

  async create(input: WebhookInput): Promise<WebhookWithSecret> {
    const { row, secret } = await createWebhook(this.deps, input);
    return { ...toWebhook({ ...row, deadLetters: 0 }), secret };
  }

  async get(id: string): Promise<Webhook> {
    return this.#shown(await findWebhook(this.deps.store.db, id));
  }

  async list(query: WebhookListQuery = {}): Promise<Page<Webhook>> {
    const { search, ...page } = validate(webhookListQuerySchema, query, 'query');
    const matching = this.deps.store.db
      .selectFrom('webhooks')
      .$if(search !== undefined, (webhooks) =>
        webhooks.where((eb) => eb.or([contains('url', search!), contains('description', search!)])),
      );
    return paginate(
      matching,
      page,
      (rows) => rows.selectAll().select(withDeadLetters).orderBy('id'),
      toWebhook,
    );
  }

  async update(id: string, changes: WebhookChanges): Promise<Webhook> {
    return this.#shown(await updateWebhook(this.deps, id, changes));
  }

  async delete(id: string): Promise<void> {
    const { id: key } = await findWebhook(this.deps.store.db, id);
    await this.deps.store.db.deleteFrom('webhooks').where('id', '=', key).execute();
  }

  test(id: string): Promise<WebhookTestResult> {
    return sendSample(this.deps, id);
  }

  listDeadLetters(id: string, query: DeadLetterListQuery = {}): Promise<Page<DeadLetter>> {
    return listDeadLetters(this.deps.store.db, id, query);
  }

  async replay(id: string, deadLetterId: string): Promise<void> {
    await replay(this.deps, id, deadLetterId);
  }

  async #shown(row: WebhookRow): Promise<Webhook> {
    const { count } = await this.deps.store.db
      .selectFrom('dead_letters')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('webhook_id', '=', row.id)
      .executeTakeFirstOrThrow();
    return toWebhook({ ...row, deadLetters: count });
  }
}
