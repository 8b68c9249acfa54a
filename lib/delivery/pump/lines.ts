import { type Clock, sleepUntil } from '../../model';
import type { Outcome } from '../outcome';
import type { Group, Pace, Turn } from '../pace';
import type { Feed, MessageTransport, OutgoingMessage } from '../transport';
import type { Claimed } from './claims';

/** A message that is marked as being sent. */
export interface Ready extends OutgoingMessage {
  delivery: Claimed;
  attempts: number;
  group: Group;
  turn: Turn;
}

/** The connections of one transport, and the messages that are ready for them. A connection is opened when none is free. */
export class Lines implements Feed<Ready> {
  readonly #ready: Ready[] = [];
  /** Connections that wait for a message. */
  readonly #free: ((more: boolean) => void)[] = [];
  readonly #open = new Set<Promise<void>>();
  readonly #over = new AbortController();
  #onTheWire = 0;

  constructor(
    private readonly clock: Clock,
    private readonly transport: MessageTransport,
    private readonly pace: Pace,
    private readonly connections: number,
    private readonly onSettled: (message: Ready, outcome: Outcome) => void,
  ) {}

  get waiting(): number {
    return this.#ready.length;
  }

  get isEmpty(): boolean {
    return this.#ready.length + this.#onTheWire === 0;
  }

  add(message: Ready): void {
    this.#ready.push(message);
    const free = this.#free.shift();
    if (free) free(true);
    else if (this.#open.size < this.connections) this.#openOne();
  }

  /** Resolves when what is on the wire has been answered; what is not goes back. */
  async end(): Promise<void> {
    this.#over.abort();
    for (const free of this.#free.splice(0)) free(false);
    for (const message of this.#ready.splice(0)) this.onSettled(message, { type: 'returned' });
    await Promise.all(this.#open);
  }

  take(): Ready | undefined {
    const message = this.#over.signal.aborted ? undefined : this.#ready.shift();
    if (message) this.#onTheWire++;
    return message;
  }

  async wait(): Promise<boolean> {
    if (this.#over.signal.aborted) return false;
    return this.#ready.length > 0 || new Promise((resolve) => this.#free.push(resolve));
  }

  turn(message: Ready): boolean | Promise<boolean> {
    if (this.#over.signal.aborted) return false;
    return this.#isNow(message.turn) || this.#anotherNow(message) || this.#waitForTurn(message);
  }

  settle(message: Ready, outcome: Outcome): void {
    this.#onTheWire--;
    this.onSettled(message, outcome);
  }

  #isNow(turn: Turn): boolean {
    return turn.at <= this.clock.now() && this.pace.isFresh(turn);
  }

  /** In the place of one that has passed. */
  #anotherNow(message: Ready): boolean {
    const { group, turn } = message;
    if (this.pace.isFresh(turn)) return false;
    const another = this.pace.take(group, this.clock.now());
    if (another) this.#replaceTurn(message, another);
    return another !== undefined && this.#isNow(another);
  }

  async #waitForTurn(message: Ready): Promise<boolean> {
    const { signal } = this.#over;
    while (!signal.aborted) {
      await sleepUntil(this.clock, message.turn.at, signal);
      if (signal.aborted || this.#isNow(message.turn)) break;
      const another = await this.pace.turn(message.group, signal);
      if (another) this.#replaceTurn(message, another);
    }
    return !signal.aborted;
  }

  #replaceTurn(message: Ready, turn: Turn): void {
    this.pace.giveBack(message.group, message.turn);
    message.turn = turn;
  }

  #openOne(): void {
    const line = this.transport.carry(this).finally(() => this.#open.delete(line));
    this.#open.add(line);
  }
}
