import { type Clock, domainOf, MailtargetError, type TransportType } from '../../model';
import type { Store } from '../../store';
import { isStop, type Outcome, stopOf } from '../outcome';
import { Pace } from '../pace';
import type { MessageTransport, OutgoingMessage } from '../transport';
import type { Carrier } from './carrier';
import { carryOne } from './carryOne';

/** Where the hour or the day of a transport is used up, another has a turn sooner. */
const PATIENCE_MS = 10_000;

/** Makes a message as a type of transport takes it. */
export type ComposeFor = (type: TransportType) => OutgoingMessage | Promise<OutgoingMessage>;

type HandedOver = Exclude<Outcome, { type: 'returned' }>;

interface Open {
  type: TransportType;
  transport: MessageTransport;
  pace: Pace;
}

/** A connection at a time, through the first transport that takes messages, at its pace. */
export class Loan {
  readonly #carriers: Carrier[];
  #open: Open | undefined;

  /** @param signal aborted when nothing more is to be handed over */
  constructor(
    carriers: readonly Carrier[],
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly signal: AbortSignal,
  ) {
    this.#carriers = [...carriers];
  }

  /** Hands over one message once it is its turn. Throws what `compose` throws. */
  async handOver(compose: ComposeFor): Promise<HandedOver> {
    this.#open ??= this.#connect(this.#carriers[0]!);
    const outcome = await this.#handOver(this.#open, compose);
    if (!isStop(outcome) || this.#carriers.length === 1 || this.signal.aborted) return outcome;
    await this.end();
    this.#carriers.shift();
    return this.handOver(compose);
  }

  async end(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    open?.transport.close();
    // What was sent is sent, and turns that are not given back run out.
    await open?.pace.release().catch(() => {});
  }

  #connect(carrier: Carrier): Open {
    const { config } = carrier;
    return {
      type: config.type,
      transport: carrier.connect(),
      pace: new Pace(this.store, this.clock, config),
    };
  }

  async #handOver({ type, transport, pace }: Open, compose: ComposeFor): Promise<HandedOver> {
    let message: OutgoingMessage;
    try {
      message = await compose(type);
    } catch (error) {
      const stop = stopOf(error);
      if (!stop) throw error;
      return stop;
    }
    const group = pace.groupOf(domainOf(message.envelope.to));
    const patience = this.#carriers.length > 1 ? PATIENCE_MS : Infinity;
    const isMyTurn = async () => (await pace.turn(group, this.signal, patience)) !== undefined;
    const outcome = await carryOne(transport, message, isMyTurn);
    if (outcome.type !== 'returned') return outcome;
    const error = this.signal.aborted
      ? new MailtargetError('ENGINE_STOPPED', 'The engine was closed before this was sent.')
      : new MailtargetError(
          'RELAY_UNREACHABLE',
          'The connection was broken off before the message left. Try again.',
        );
    return { type: 'unavailable', error };
  }
}
