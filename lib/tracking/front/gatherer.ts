import type { Clock } from '../../model';
import type { TrackingCounts } from '../counts';
import { type Destination, type Hit, NOWHERE } from '../request';

/** Long enough that some hundred hits share a commit, too short to be noticed. */
const GATHER_MS = 4;
const MOST_TOGETHER = 500;
/** Whoever waited so long gets an answer, whatever became of the hit. */
const PATIENCE_MS = 2000;
/** Some 10 MB. */
const MOST_WAITING = 20_000;

/** Tells of its failures by itself. @returns where they lead, in order, once they are recorded; nothing at all where none leads anywhere */
export type TakeHits = (hits: Hit[]) => Promise<readonly Destination[]>;

interface Batch {
  hits: Hit[];
  waiting: ((destination: Destination | undefined) => void)[];
  /** It is answered. */
  forget: () => void;
}

/**
 * Hands hits over in batches: what comes while one batch is being recorded goes with the next, so that they are the larger the more comes.
 * Never more than some thousands wait.
 */
export class Gatherer {
  #batch: Batch | undefined;
  #underWay = 0;
  #unanswered = 0;

  constructor(
    private readonly take: TakeHits,
    private readonly clock: Clock,
    private readonly counts: TrackingCounts,
  ) {}

  /** @returns where it leads, once that is known; undefined when it took too long, or could not be taken */
  add(hit: Hit): Promise<Destination | undefined> {
    if (this.#unanswered >= MOST_WAITING) {
      this.counts.lost++;
      return Promise.resolve(undefined);
    }
    this.#unanswered++;
    const batch = (this.#batch ??= this.#open());
    batch.hits.push(hit);
    return new Promise((resolve) => {
      batch.waiting.push(resolve);
      if (batch.hits.length >= MOST_TOGETHER) void this.#handOver(batch);
    });
  }

  #open(): Batch {
    const now = this.clock.now();
    const batch: Batch = {
      hits: [],
      waiting: [],
      forget: this.clock.at(now + PATIENCE_MS, () => {
        this.counts.late += batch.hits.length;
        answer(batch, undefined);
      }),
    };
    this.clock.at(now + GATHER_MS, () => {
      if (this.#underWay === 0) void this.#handOver(batch);
    });
    return batch;
  }

  async #handOver(batch: Batch): Promise<void> {
    if (this.#batch !== batch) return;
    this.#batch = undefined;
    this.#underWay++;
    const destinations = await this.take(batch.hits).catch(() => {
      this.counts.lost += batch.hits.length;
      return undefined;
    });
    batch.forget();
    answer(batch, destinations);
    this.#unanswered -= batch.hits.length;
    this.#underWay--;
    if (this.#underWay === 0 && this.#batch) void this.#handOver(this.#batch);
  }
}

function answer({ waiting }: Batch, destinations: readonly Destination[] | undefined): void {
  for (const [index, resolve] of waiting.entries()) resolve(destinations && (destinations[index] ?? NOWHERE));
}
