import type { Jobs } from '../jobs';
import type { Clock } from '../model';
import type { Settings } from '../settings';
import type { Db } from '../store';
import { reportCampaigns } from './reportCampaigns';
import { warnOfHealth } from './warnOfHealth';

const CARE = 'care';
const CARE_EVERY_MS = 60_000;
const HOUR_MS = 60 * 60_000;

/** Looks after campaigns once they are launched, also when all of them has left. Several may do so at once. */
export class Caretaker {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly settings: Settings,
  ) {
    jobs.handle(CARE, () => this.#look());
  }

  /** Looks now and every minute from now on. */
  start(): void {
    this.jobs.enqueue(CARE);
  }

  async #look(): Promise<void> {
    const { db, clock, jobs, settings } = this;
    jobs.enqueue(CARE, '', clock.now() + CARE_EVERY_MS);
    await reportCampaigns(db, clock.now() - (await settings.reportAfterHours()) * HOUR_MS, clock.now());
    await warnOfHealth(db, await settings.sendHealth(), clock.now());
  }
}
