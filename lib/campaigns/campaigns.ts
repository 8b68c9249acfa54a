import { countAudience, Labels } from '../audience';
import { compileContent, contentOf } from '../content';
import { listDeliveries, type Relay } from '../delivery';
import {
  type Campaign,
  type CampaignChanges,
  type CampaignInput,
  type CampaignListQuery,
  type Campaigns as CampaignsApi,
  campaignChangesSchema,
  campaignInputSchema,
  campaignListQuerySchema,
  type Clock,
  type Delivery,
  type DeliveryListQuery,
  MailtargetError,
  mergeRecipients,
  type Page,
  type RecipientCount,
  type Recipients,
  type ScheduleInput,
  scheduleInputSchema,
  validate,
} from '../model';
import type { Settings } from '../settings';
import { contains, type Db, findCampaign, paginate } from '../store';
import { toCampaign, toColumns, type WrittenColumns } from './campaignRows';
import type { Launcher } from './launch';
import { EDITABLE, transition } from './lifecycle';
import { notCancellable, notDeletable, notEditable, notLaunchable } from './refusals';

export interface CampaignsDependencies {
  db: Db;
  clock: Clock;
  settings: Settings;
  launcher: Launcher;
  relay: Relay;
  /** Told about a new launch time, so that nobody has to wait for the next look at the table. */
  onScheduled: (at: number) => void;
}

/** What a campaign need not have. */
const BLANK: Partial<WrittenColumns> = { preview_text: null, reply_to: null, body_text: null };

export class Campaigns implements CampaignsApi {
  readonly #db: Db;

  constructor(private readonly deps: CampaignsDependencies) {
    this.#db = deps.db;
  }

  async create(input: CampaignInput): Promise<Campaign> {
    const valid = validate(campaignInputSchema, input, 'campaign');
    const columns = { ...BLANK, ...toColumns(valid), ...(await this.#sender(valid)) } as WrittenColumns;
    await this.#check(columns, valid.recipients);
    return this.#insert(columns);
  }

  async get(id: string): Promise<Campaign> {
    return toCampaign(await findCampaign(this.#db, id));
  }

  async list(query: CampaignListQuery = {}): Promise<Page<Campaign>> {
    const { search, status, ...page } = validate(campaignListQuerySchema, query, 'query');
    const matching = this.#db
      .selectFrom('campaigns')
      .$if(status !== undefined, (rows) => rows.where('status', '=', status!))
      .$if(search !== undefined, (rows) => rows.where(contains('subject', search!)));
    return paginate(matching, page, (rows) => rows.selectAll().orderBy('id', 'desc'), toCampaign);
  }

  async update(id: string, changes: CampaignChanges): Promise<Campaign> {
    const valid = validate(campaignChangesSchema, changes, 'campaign');
    const before = await findCampaign(this.#db, id);
    const recipients =
      valid.recipients && mergeRecipients(JSON.parse(before.recipients) as Recipients, valid.recipients);
    const columns = toColumns({ ...valid, recipients });
    await this.#check({ ...before, ...columns }, recipients);
    const row = await this.#db
      .updateTable('campaigns')
      .set({ ...columns, updated_at: this.deps.clock.now() })
      .where('id', '=', before.id)
      .where('status', 'in', EDITABLE)
      .returningAll()
      .executeTakeFirst();
    if (!row) throw notEditable(await findCampaign(this.#db, id));
    return toCampaign(row);
  }

  async delete(id: string): Promise<void> {
    const { id: key } = await findCampaign(this.#db, id);
    const deleted = await this.#db
      .deleteFrom('campaigns')
      .where('id', '=', key)
      .where('status', '=', 'draft')
      .returning('id')
      .executeTakeFirst();
    if (!deleted) throw notDeletable(await findCampaign(this.#db, id));
  }

  async duplicate(id: string): Promise<Campaign> {
    const { subject, preview_text, sender_name, sender_email, reply_to, body, body_text, recipients } =
      await findCampaign(this.#db, id);
    return this.#insert({
      subject,
      preview_text,
      sender_name,
      sender_email,
      reply_to,
      body,
      body_text,
      recipients,
    });
  }

  async countRecipients(id: string): Promise<RecipientCount> {
    const { recipients } = await findCampaign(this.#db, id);
    return { count: await countAudience(this.#db, JSON.parse(recipients) as Recipients) };
  }

  async send(id: string): Promise<Campaign> {
    const row = await findCampaign(this.#db, id);
    if (!EDITABLE.includes(row.status)) throw notLaunchable(row);
    await this.deps.launcher.check(row);
    await this.deps.relay.verify();
    const launched = await this.deps.launcher.launch(row.id);
    if (!launched) throw notLaunchable(await findCampaign(this.#db, id));
    return toCampaign(launched);
  }

  async schedule(id: string, input: ScheduleInput): Promise<Campaign> {
    const at = Date.parse(validate(scheduleInputSchema, input, 'schedule').scheduledAt);
    const now = this.deps.clock.now();
    if (at <= now) {
      throw new MailtargetError(
        'SCHEDULE_IN_THE_PAST',
        `${input.scheduledAt} has passed. Choose a time in the future, or send the campaign now.`,
        { field: 'scheduledAt' },
      );
    }
    const { id: key } = await findCampaign(this.#db, id);
    const row = await transition(this.#db, key, 'schedule', now, { scheduled_at: at });
    if (!row) throw notLaunchable(await findCampaign(this.#db, id));
    this.deps.onScheduled(at);
    return toCampaign(row);
  }

  async cancelSchedule(id: string): Promise<Campaign> {
    const { id: key } = await findCampaign(this.#db, id);
    const row = await transition(this.#db, key, 'cancel', this.deps.clock.now());
    if (!row) throw notCancellable(await findCampaign(this.#db, id));
    return toCampaign(row);
  }

  async deliveries(id: string, query?: DeliveryListQuery): Promise<Page<Delivery>> {
    const { id: key } = await findCampaign(this.#db, id);
    return listDeliveries(this.#db, key, query);
  }

  /** @throws MailtargetError SENDER_MISSING */
  async #sender(given: { senderName?: string | undefined; senderEmail?: string | undefined }) {
    const fallback = await this.deps.settings.defaultSender();
    const email = given.senderEmail ?? fallback?.email;
    if (!email) {
      throw new MailtargetError(
        'SENDER_MISSING',
        'Who is this campaign from? Give a sender email, or set a default sender in the credential.',
        { field: 'senderEmail' },
      );
    }
    // A name belongs to its address: the default one does not go with another's.
    const fallbackName = email === fallback?.email ? fallback.name : '';
    return { sender_email: email, sender_name: given.senderName ?? fallbackName };
  }

  /** What a schema cannot see. @throws MailtargetError TEMPLATE_INVALID, LABEL_NOT_FOUND */
  async #check(columns: WrittenColumns, recipients: Recipients | undefined): Promise<void> {
    compileContent(contentOf(columns));
    const labels = new Labels(this.#db);
    await labels.assertExist(recipients?.labelIds ?? [], 'recipients.labelIds');
    await labels.assertExist(recipients?.excludeLabelIds ?? [], 'recipients.excludeLabelIds');
  }

  async #insert(columns: WrittenColumns): Promise<Campaign> {
    const now = this.deps.clock.now();
    const row = await this.#db
      .insertInto('campaigns')
      .values({ ...columns, status: 'draft', freeze_cursor: 0, created_at: now, updated_at: now })
      .returningAll()
      .executeTakeFirstOrThrow();
    return toCampaign(row);
  }
}
