import { explainAudience, resolveAudience } from '../audience';
import { attachmentInfos, supplied } from '../content';
import { type Fleet, listDeliveries } from '../delivery';
import type { Jobs } from '../jobs';
import {
  type Campaign,
  type CampaignChanges,
  type CampaignInput,
  type CampaignListQuery,
  type CampaignProgress,
  type Campaigns as CampaignsApi,
  campaignListQuerySchema,
  type Clock,
  type Delivery,
  type DeliveryListQuery,
  type LintReport,
  MailtargetError,
  type Page,
  type Preview,
  type PreviewInput,
  previewInputSchema,
  type RecipientCount,
  type Recipients,
  type ScheduleInput,
  scheduleInputSchema,
  type SendInput,
  sendInputSchema,
  type SubstitutionData,
  type TestInput,
  type TestResult,
  validate,
} from '../model';
import { progressOf } from '../reports';
import type { Settings } from '../settings';
import { type CampaignRow, contains, type Db, findCampaign, paginate, type Store } from '../store';
import { audienceOf } from './audienceOf';
import { toCampaign } from './campaignRows';
import { changeCampaign } from './changeCampaign';
import { copyCampaign, createCampaign } from './createCampaign';
import { deleteCampaign } from './deleteCampaign';
import { findCategory } from './findCategory';
import { DELIVER, type Launcher } from './launch';
import { EDITABLE, isEnding, transition } from './lifecycle';
import { lintCampaign } from './lintCampaign';
import { previewCampaign } from './previewCampaign';
import { pauseCampaign } from './pauseCampaign';
import { notCancellable, notLaunchable, notPausable, notResumable, notStoppable } from './refusals';
import { sendTest } from './sendTest';
import type { Stopper } from './stop';

export interface CampaignsDependencies {
  store: Store;
  clock: Clock;
  settings: Settings;
  jobs: Jobs;
  launcher: Launcher;
  stopper: Stopper;
  fleet: Fleet;
  /** Told about a new launch time, so that nobody has to wait for the next look at the table. */
  onScheduled: (at: number) => void;
}

export class Campaigns implements CampaignsApi {
  readonly #db: Db;

  constructor(private readonly deps: CampaignsDependencies) {
    this.#db = deps.store.db;
  }

  async create(input: CampaignInput): Promise<Campaign> {
    return this.#show(await createCampaign(this.deps, input));
  }

  async get(id: string): Promise<Campaign> {
    return this.#show(await findCampaign(this.#db, id));
  }

  async list(query: CampaignListQuery = {}): Promise<Page<Campaign>> {
    const { search, status, categoryId, ...page } = validate(campaignListQuerySchema, query, 'query');
    const category = categoryId === undefined ? undefined : await findCategory(this.#db, categoryId);
    const matching = this.#db
      .selectFrom('campaigns')
      .$if(category !== undefined, (rows) => rows.where('category_id', '=', category!.id))
      .$if(status !== undefined, (rows) => rows.where('status', '=', status!))
      .$if(search !== undefined, (rows) => rows.where(contains('subject', search!)));
    const { data, meta } = await paginate(
      matching,
      page,
      (rows) => rows.selectAll().orderBy('id', 'desc'),
      (row) => row,
    );
    return { data: await this.#showAll(data), meta };
  }

  async update(id: string, changes: CampaignChanges): Promise<Campaign> {
    return this.#show(await changeCampaign(this.deps, id, changes));
  }

  async delete(id: string): Promise<void> {
    await deleteCampaign(this.deps.store, id);
  }

  async duplicate(id: string): Promise<Campaign> {
    return this.#show(await copyCampaign(this.deps, id));
  }

  async countRecipients(id: string): Promise<RecipientCount> {
    const { recipients } = await findCampaign(this.#db, id);
    const now = this.deps.clock.now();
    const audience = await resolveAudience(this.#db, JSON.parse(recipients) as Recipients, now);
    return explainAudience(this.deps.store, audience);
  }

  async lint(id: string): Promise<LintReport> {
    const campaign = await supplied(this.#db, await findCampaign(this.#db, id));
    const audience = await audienceOf(this.#db, campaign.row, this.deps.clock.now());
    return (await lintCampaign(this.deps.store, campaign, audience)).report;
  }

  async preview(id: string, input: PreviewInput = {}): Promise<Preview> {
    const valid = validate(previewInputSchema, input, 'preview');
    const { store, clock, settings } = this.deps;
    return previewCampaign(store, clock, settings, await findCampaign(this.#db, id), valid);
  }

  async sendTest(id: string, input: TestInput): Promise<TestResult> {
    return sendTest(this.deps, id, input);
  }

  async send(id: string, input: SendInput = {}): Promise<Campaign> {
    const { substitutionData } = validate(sendInputSchema, input, 'send');
    const row = await findCampaign(this.#db, id);
    if (!EDITABLE.includes(row.status)) throw notLaunchable(row);
    const checked = await this.deps.launcher.check({ ...row, ...sendColumns(substitutionData) });
    await this.deps.fleet.verifyFor(checked.row.sender_email);
    const launched = await this.deps.launcher.launch(checked);
    // Somebody was quicker: what they changed has to be checked, and what they launched is refused.
    return launched ? this.#show(launched) : this.send(id, input);
  }

  async schedule(id: string, input: ScheduleInput): Promise<Campaign> {
    const { scheduledAt, substitutionData } = validate(scheduleInputSchema, input, 'schedule');
    const at = Date.parse(scheduledAt);
    const now = this.deps.clock.now();
    if (at <= now) {
      throw new MailtargetError(
        'SCHEDULE_IN_THE_PAST',
        `${scheduledAt} has passed. Choose a time in the future, or send the campaign now.`,
        { field: 'scheduledAt' },
      );
    }
    const { id: key } = await findCampaign(this.#db, id);
    const changes = { scheduled_at: at, ...sendColumns(substitutionData) };
    const row = await transition(this.#db, key, 'schedule', now, changes);
    if (!row) throw notLaunchable(await findCampaign(this.#db, id));
    this.deps.onScheduled(at);
    return this.#show(row);
  }

  async cancelSchedule(id: string): Promise<Campaign> {
    const { id: key } = await findCampaign(this.#db, id);
    const row = await transition(this.#db, key, 'cancel', this.deps.clock.now());
    if (!row) throw notCancellable(await findCampaign(this.#db, id));
    return this.#show(row);
  }

  async pause(id: string): Promise<Campaign> {
    const { id: key } = await findCampaign(this.#db, id);
    const paused = await pauseCampaign(this.#db, key, this.deps.clock.now());
    const row = paused ?? (await findCampaign(this.#db, id));
    // Twice is once, here and below: a workflow that is run again must not fail at what it did before.
    if (row.status !== 'paused') throw notPausable(row);
    return this.#show(row);
  }

  async resume(id: string): Promise<Campaign> {
    const { id: key } = await findCampaign(this.#db, id);
    const resumed = await transition(this.#db, key, 'resume', this.deps.clock.now());
    const row = resumed ?? (await findCampaign(this.#db, id));
    if (row.status !== 'sending' || isEnding(row)) throw notResumable(row);
    this.deps.jobs.enqueue(DELIVER);
    return this.#show(row);
  }

  async stop(id: string): Promise<Campaign> {
    const { id: key } = await findCampaign(this.#db, id);
    const stopped = await this.deps.stopper.request(key);
    const row = stopped ?? (await findCampaign(this.#db, id));
    if (row.stop_requested_at === null) throw notStoppable(row);
    return this.#show(row);
  }

  async progress(id: string): Promise<CampaignProgress> {
    const row = await findCampaign(this.#db, id);
    const isUnderWay = row.status === 'sending' || row.status === 'paused';
    return {
      ...(await progressOf(this.#db, row, this.deps.clock.now())),
      transports: isUnderWay ? await this.deps.fleet.statesFor(row.sender_email, row.id) : [],
    };
  }

  async deliveries(id: string, query?: DeliveryListQuery): Promise<Page<Delivery>> {
    const { id: key } = await findCampaign(this.#db, id);
    return listDeliveries(this.#db, key, query);
  }

  async #show(row: CampaignRow): Promise<Campaign> {
    return (await this.#showAll([row]))[0]!;
  }

  async #showAll(rows: readonly CampaignRow[]): Promise<Campaign[]> {
    const ids = rows.map(({ id }) => id);
    const attachments = await attachmentInfos(this.#db, ids);
    return rows.map((row) => toCampaign(row, attachments.get(row.id)!));
  }
}

/** What comes with a schedule lasts while it is moved, until something else is brought along. */
const sendColumns = (data: SubstitutionData | undefined) => (data ? { send_data: JSON.stringify(data) } : {});
