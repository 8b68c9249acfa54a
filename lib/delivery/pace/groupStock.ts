import { isAstray } from './lane';
import type { Turn } from './turn';

/** A sender is still at it this long after it last asked. */
const ACTIVE_MS = 2_000;
/**
 * Some turns are always lost to a busy machine or connection. A sender that asked for fewer each time it lost some would end with
 * none, so it asks for half as many again as it uses.
 */
const MARGIN = 1.5;

/** The turns that one process has reserved for a group, and how many it can use. */
export class GroupStock {
  /** The earliest is the last. */
  #turns: Turn[] = [];
  readonly #unused: number[] = [];
  /** Instants of turns that were taken before them. */
  #ahead: number[] = [];
  #used = 0;
  #askedAt: number;
  #isHungry = true;
  /** Whether the last reservation was for it too. */
  wasAsked = false;
  /** Before that nothing more is to be had. */
  notBefore = 0;
  servedAt = 0;

  /** @param perSecond how many turns it seems to be able to use */
  constructor(
    public perSecond: number,
    now: number,
  ) {
    this.#askedAt = now;
  }

  /** How many turns it has that are still to come. */
  held(now: number): number {
    this.first(now);
    this.#ahead = this.#ahead.filter((at) => at > now);
    return this.#turns.length + this.#ahead.length;
  }

  isActive(now: number): boolean {
    return now <= this.#askedAt + ACTIVE_MS;
  }

  touch(now: number): void {
    this.#askedAt = now;
  }

  /** The earliest that is not over. */
  first(now: number): Turn | undefined {
    for (let turn = this.#turns.at(-1); turn; turn = this.#turns.at(-1)) {
      if (now <= turn.until && !isAstray(turn.at, 0, now)) return turn;
      this.#unused.push(turn.at);
      this.#turns.pop();
    }
    return undefined;
  }

  /** When the turn is due that comes after `before` others; undefined when there are not so many. */
  dueAfter(before: number, now: number): number | undefined {
    this.first(now);
    return this.#turns.at(-1 - before)?.at;
  }

  take(latest: number, now: number): Turn | undefined {
    this.#askedAt = now;
    const turn = this.first(now);
    if (!turn || turn.at > latest) {
      this.#isHungry = true;
      return undefined;
    }
    this.#used++;
    if (turn.at > now) this.#ahead.push(turn.at);
    return this.#turns.pop();
  }

  giveBack(turn: Turn): void {
    this.#used = Math.max(0, this.#used - 1);
    this.#unused.push(turn.at);
  }

  /** The instants of turns that nobody will use; each is named once. */
  takeUnused(): number[] {
    return this.#unused.splice(0);
  }

  add(turns: readonly Turn[], now: number): void {
    if (turns.length === 0) return;
    this.servedAt = now;
    this.#turns = [...this.#turns, ...turns].sort((a, b) => b.at - a.at);
  }

  /** Gives up what is left. */
  empty(): void {
    for (const turn of this.#turns.splice(0)) this.#unused.push(turn.at);
    this.notBefore = 0;
  }

  /**
   * Learns from what became of the turns since the last time how many are wanted: what is reserved and not used is lost to the
   * others. Who is alone loses nothing.
   * @param most that anybody can use, a second
   */
  learn(isAlone: boolean, most: number, now: number): void {
    this.first(now);
    const over = this.#used + this.#unused.length;
    if (isAlone) this.perSecond = Infinity;
    else if (over > 0) {
      const part = this.#used / over;
      if (part * MARGIN < 1) this.perSecond = Math.min(this.perSecond, most) * Math.max(0.5, part * MARGIN);
      else if (this.#isHungry) this.perSecond *= 2;
    }
    this.#used = 0;
    this.#isHungry = false;
  }
}
