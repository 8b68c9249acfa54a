import { DELIVER, type Launcher, type Stopper, transition } from '../campaigns';
import type { Jobs } from '../jobs';
import { type Clock, MailtargetError } from '../model';
import type { CampaignRow, Db } from '../store';

const LOOK = 'look';
/** Other processes on the same store schedule and launch too, so the tables are looked at again and again. */
const LOOK_EVERY_MS = 5_000;
/**
 * How late a scheduled launch may be. Mail planned for a morning is rarely wanted in the afternoon: after a longer
 * outage a person decides.
 */
const GRACE_MS = 3 * 60 * 60_000;

/** Launches what is due, as the tables say; a restart forgets nothing. */
export class Scheduler {
  #cancelTick = () => {};

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly launcher: Launcher,
    private readonly stopper: Stopper,
  ) {
    jobs.handle(LOOK, () => this.#look());
  }

  /** Looks now and every few seconds from now on. */
  start(): void {
    this.jobs.enqueue(LOOK);
    this.#cancelTick = this.clock.at(this.clock.now() + LOOK_EVERY_MS, () => this.start());
  }

  stop(): void {
    this.#cancelTick();
  }

  /** Looks at `instant` besides. */
  lookAt(instant: number): void {
    this.jobs.enqueue(LOOK, '', instant);
  }

  async #look(): Promise<void> {
    this.jobs.enqueue(DELIVER);
    await this.launcher.resume();
    await this.stopper.resume();
    await this.#lookAtNext();
    await this.#launchDue();
  }

  async #lookAtNext(): Promise<void> {
    const { next } = await this.db
      .selectFrom('campaigns')
      .select((eb) => eb.fn.min('scheduled_at').as('next'))
      .where('status', '=', 'scheduled')
      .where('scheduled_at', '>', this.clock.now())
      .executeTakeFirstOrThrow();
    if (next !== null) this.lookAt(next);
  }

  async #launchDue(): Promise<void> {
    const due = await this.db
      .selectFrom('campaigns')
      .selectAll()
      .where('status', '=', 'scheduled')
      .where('scheduled_at', '<=', this.clock.now())
      .orderBy('scheduled_at')
      .execute();
    // One that fails is tried at the next look, and keeps none of the others waiting.
    const launches = await Promise.allSettled(due.map((campaign) => this.#launch(campaign)));
    const errors = launches
      .filter((launch) => launch.status === 'rejected')
      .map((launch): unknown => launch.reason);
    if (errors.length > 0)
      throw new AggregateError(errors, `${errors.length} scheduled campaigns could not be launched`);
  }

  async #launch(campaign: CampaignRow): Promise<void> {
    const scheduledAt = campaign.scheduled_at!;
    const late = this.clock.now() - scheduledAt;
    if (late > GRACE_MS) {
      return this.#returnToDraft(
        campaign,
        `It was due ${Math.round(late / 3_600_000)} hours before the engine ran again, which is too late to send unasked. Schedule it anew or send it.`,
      );
    }
    let checked;
    try {
      checked = await this.launcher.check(campaign);
    } catch (error) {
      if (error instanceof MailtargetError) return this.#returnToDraft(campaign, error.message);
      throw error;
    }
    await this.launcher.launch(checked);
  }

  async #returnToDraft({ id, scheduled_at: scheduledAt }: CampaignRow, reason: string): Promise<void> {
    const changes = { status_reason: reason, scheduled_at: null };
    await transition(this.db, id, 'returnToDraft', this.clock.now(), changes, (eb) =>
      eb('scheduled_at', '=', scheduledAt),
    );
  }
}
