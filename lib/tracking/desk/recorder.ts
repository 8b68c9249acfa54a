import type { Happening } from '../../events';
import { transact } from '../../store';
import type { TrackingDeps } from '../deps';
import { holdClicks, letGoOf } from './heldClicks';

/** Events of one transaction; a write of that size keeps others waiting for some tens of ms. */
const MOST_TOGETHER = 1000;

/** What is to be written. */
export interface Writing {
  events?: Happening[];
  /** Clicks that are to be judged. */
  held?: Happening[];
  /** Clicks that were held, and now are events. */
  judged?: Happening[];
}

interface Waiting {
  writing: Required<Writing>;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Writes what comes, one transaction after the other; what comes meanwhile shares the next one. */
export class Recorder {
  readonly #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;

  constructor(private readonly deps: Pick<TrackingDeps, 'db' | 'record'>) {}

  /** Resolves once it is durable. */
  add({ events = [], held = [], judged = [] }: Writing): Promise<void> {
    const writing = { events, held, judged };
    if (sizeOf(writing) === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ writing, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves once nothing waits any more. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const together = this.#next();
      try {
        await this.#write(together.map(({ writing }) => writing));
        for (const { resolve } of together) resolve();
      } catch (error) {
        for (const { reject } of together) reject(error);
      }
    }
    this.#running = undefined;
  }

  async #write(all: readonly Required<Writing>[]): Promise<void> {
    const held = all.flatMap((writing) => writing.held);
    const judged = all.flatMap((writing) => writing.judged);
    const events = all.flatMap((writing) => writing.events).concat(judged);
    const write = async (tx: TrackingDeps['db']) => {
      await this.deps.record(tx, events);
      // One that was held a moment ago may be judged already.
      await holdClicks(tx, held);
      await letGoOf(tx, judged);
    };
    await transact(this.deps.db, write, 'also when the connection is lost');
  }

  #next(): Waiting[] {
    let count = 0;
    const fitting = this.#waiting.findIndex(
      ({ writing }, index) => (count += sizeOf(writing)) > MOST_TOGETHER && index > 0,
    );
    return this.#waiting.splice(0, fitting < 0 ? this.#waiting.length : fitting);
  }
}

const sizeOf = ({ events, held, judged }: Required<Writing>): number =>
  events.length + held.length + judged.length;
