import type { Clock } from '../../model';
import type { Outcome } from '../outcome';
import type { Group, Pace, Turn } from '../pace';
import type { Attempts } from '../settle';
import type { Feed, MessageTransport, OutgoingMessage } from '../transport';
import type { Claimed } from './claims';

/** A message that is marked as being sent. */
export interface Ready extends OutgoingMessage {
  delivery: Claimed;
  attempts: Attempts;
  group: Group;
  /** When it leaves, once that is certain. */
  turn?: Turn;
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
    /** Told when a message has its turn. */
    private readonly onTurn: (message: Ready) => void,
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
    const turn = this.pace.take(message.group, this.clock.now());
    return turn ? this.#begin(message, turn) : this.#waitForTurn(message);
  }

  settle(message: Ready, outcome: Outcome): void {
    this.#onTheWire--;
    this.onSettled(message, outcome);
  }

  async #waitForTurn(message: Ready): Promise<boolean> {
    const { signal } = this.#over;
    const turn = await this.pace.turn(message.group, signal);
    return turn !== undefined && this.#begin(message, turn) && !signal.aborted;
  }

  #begin(message: Ready, turn: Turn): true {
    message.turn = turn;
    this.onTurn(message);
    return true;
  }

  #openOne(): void {
    const line = this.transport.carry(this).finally(() => this.#open.delete(line));
    this.#open.add(line);
  }
}
