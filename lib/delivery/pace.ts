import { sql } from 'kysely';
import { type Clock, sleepUntil } from '../model';
import type { Db } from '../store';

/** How much of the future one reservation takes: a process that dies leaves at most this much of the rate unused. */
const RESERVE_MS = 500;
/** How late a slot may still be used. Without an end, slots that a slow relay let pass would leave in one burst. */
const SLOT_LIFE_MS = 50;

/**
 * Spaces messages out by reserving time slots in the database (GCRA): everyone on the same store who uses the
 * transport gets other slots, so that together they keep to its rate.
 */
export class Pace {
  readonly #intervalMs: number;
  readonly #slotsPerReservation: number;
  #next = 0;
  #reserved = 0;
  #reserving: Promise<void> | undefined;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly transportId: string,
    messagesPerSecond: number,
  ) {
    this.#intervalMs = 1000 / messagesPerSecond;
    this.#slotsPerReservation = Math.max(1, Math.floor(RESERVE_MS / this.#intervalMs));
  }

  /**
   * Resolves when one message may leave, with its slot; undefined when `signal` was aborted first. Right before the
   * write, ask whether the slot is still fresh.
   */
  async slot(signal: AbortSignal): Promise<number | undefined> {
    while (!signal.aborted) {
      const slot = await this.#take();
      // Even the shortest timer can age a slot beyond use, so a sender that lags behind its rate must not take one.
      if (slot > this.clock.now()) await sleepUntil(this.clock, slot, signal);
      if (!signal.aborted && this.isFresh(slot)) return slot;
    }
    return undefined;
  }

  async #take(): Promise<number> {
    for (;;) {
      while (this.#reserved > 0) {
        const slot = this.#next;
        this.#next += this.#intervalMs;
        this.#reserved--;
        if (this.isFresh(slot)) return slot;
      }
      this.#reserving ??= this.#reserve().finally(() => (this.#reserving = undefined));
      await this.#reserving;
    }
  }

  isFresh(slot: number): boolean {
    return this.clock.now() <= slot + SLOT_LIFE_MS;
  }

  async #reserve(): Promise<void> {
    const now = this.clock.now();
    const length = this.#slotsPerReservation * this.#intervalMs;
    const { next_slot_at: end } = await this.db
      .insertInto('pace')
      .values({ transport_id: this.transportId, next_slot_at: now + length })
      .onConflict((conflict) =>
        conflict.column('transport_id').doUpdateSet({
          next_slot_at: sql<number>`case when pace.next_slot_at > ${now} then pace.next_slot_at else ${now} end + ${length}`,
        }),
      )
      .returning('next_slot_at')
      .executeTakeFirstOrThrow();
    this.#next = end - length;
    this.#reserved = this.#slotsPerReservation;
  }
}
