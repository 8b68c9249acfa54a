import type { Clock } from '../../model';
import { type Outcome, wasAnswered } from '../outcome';
import type { Group, Pace, Turn } from '../pace';
import type { Attempts } from '../settle';
import type { Feed, MessageTransport, OutgoingMessage } from '../transport';
import type { Claimed } from './claims';

/** A message that is marked as being sent. */
export interface Ready extends OutgoingMessage {
  delivery: Claimed;
  attempts: Attempts;
  group: Group;
  /** Once it has left: within which turn, and when. */
  turn?: Turn;
  leftAt?: number;
}

/** The connections of one transport, and the messages that are ready for them. A connection is opened when none is free. */
export class Lines implements Feed<Ready> {
  readonly #ready: Ready[] = [];
  /** Connections that wait for a message. */
  readonly #free: ((more: boolean) => void)[] = [];
  readonly #open = new Set<Promise<void>>();
  readonly #over = new AbortController();
  /** What connections have taken, and not settled. */
  readonly #taken = new Set<Ready>();
  /** When the first left of those that left after the last answer; undefined when none did. */
  #silentSince: number | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly transport: MessageTransport,
    private readonly pace: Pace,
    /** How many there may be. */
    private readonly connections: () => number,
    /** Told when a message has its turn. */
    private readonly onTurn: (message: Ready) => void,
    /** Told when one that has left is answered, and how many ms after that. */
    private readonly onAnswer: (ms: number) => void,
    private readonly onSettled: (message: Ready, outcome: Outcome) => void,
  ) {}

  get waiting(): number {
    return this.#ready.length;
  }

  get isEmpty(): boolean {
    return this.#ready.length + this.#taken.size === 0;
  }

  /**
   * Since when nothing is answered; undefined while nothing has left since the last answer. One connection that hangs beside those that work
   * is no silence, also when these have nothing to send for a while.
   */
  get silentSince(): number | undefined {
    return this.#silentSince;
  }

  add(message: Ready): void {
    this.#ready.push(message);
    const free = this.#free.shift();
    if (free) free(true);
    else if (this.#open.size < this.connections()) this.#openOne();
  }

  /** There may be more of them. */
  openMore(): void {
    const more = Math.min(this.#ready.length, this.connections() - this.#open.size);
    for (let opened = 0; opened < more; opened++) this.#openOne();
  }

  /** Nothing leaves any more: what has not left goes back, whatever its connection waits for. */
  end(): void {
    this.#over.abort();
    for (const free of this.#free.splice(0)) free(false);
    const unsent = [...this.#taken].filter(({ turn }) => !turn);
    for (const message of unsent) this.#taken.delete(message);
    for (const message of [...this.#ready.splice(0), ...unsent])
      this.onSettled(message, { type: 'returned' });
  }

  /**
   * Resolves when all connections are closed, once what is on the wire has been answered.
   * @param onLeft told how many are left, each time that there are fewer
   */
  async closed(onLeft: (connections: number) => Promise<void>): Promise<void> {
    for (let told: number | undefined; told !== 0;) {
      if (told === this.#open.size) await Promise.race(this.#open);
      told = this.#open.size;
      await onLeft(told);
    }
  }

  take(): Ready | undefined {
    const message = this.#over.signal.aborted ? undefined : this.#ready.shift();
    if (message) this.#taken.add(message);
    return message;
  }

  async wait(): Promise<boolean> {
    if (this.#over.signal.aborted) return false;
    return this.#ready.length > 0 || new Promise((resolve) => this.#free.push(resolve));
  }

  turn(message: Ready): boolean | Promise<boolean> {
    if (this.#over.signal.aborted) return false;
    const turn = this.pace.take(message.group, this.clock.now());
    return turn ? this.#begin(message, turn) : this.#waitForTurn(message);
  }

  settle(message: Ready, outcome: Outcome): void {
    // Else it went back already.
    if (!this.#taken.delete(message)) return;
    if (message.leftAt !== undefined) {
      this.#silentSince = undefined;
      if (wasAnswered(outcome)) this.onAnswer(this.clock.now() - message.leftAt);
    }
    this.onSettled(message, outcome);
  }

  async #waitForTurn(message: Ready): Promise<boolean> {
    const { signal } = this.#over;
    const turn = await this.pace.turn(message.group, signal);
    if (turn && !signal.aborted) return this.#begin(message, turn);
    if (turn) this.pace.giveBack(message.group, turn);
    return false;
  }

  #begin(message: Ready, turn: Turn): true {
    message.turn = turn;
    message.leftAt = this.clock.now();
    this.#silentSince ??= message.leftAt;
    this.onTurn(message);
    return true;
  }

  #openOne(): void {
    const line = this.transport.carry(this).finally(() => this.#open.delete(line));
    this.#open.add(line);
  }
}
