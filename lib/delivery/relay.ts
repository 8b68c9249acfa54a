import { isDeepStrictEqual } from 'node:util';
import { type Clock, DEFAULT_TRANSPORT, MailtargetError, type TransportConfig } from '../model';
import type { Settings } from '../settings';
import type { Store } from '../store';
import { Pace } from './pace';
import { Rest } from './pump/rest';
import type { MessageTransport, OpenTransport } from './transport';

/** The transport `default` as it is set now: its pace, and whether it rests after a failure. */
export class Relay {
  #opened: OpenRelay | undefined;
  /** After a failure of the relay itself. */
  readonly rest: Rest;
  readonly #lent = new Set<Promise<unknown>>();
  readonly #closed = new AbortController();

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly openTransport: OpenTransport,
  ) {
    this.rest = new Rest(clock);
  }

  /**
   * The transport as it is set; no longer at rest, when that has changed.
   * @throws MailtargetError TRANSPORT_MISSING
   */
  async open(): Promise<OpenRelay> {
    const config = await this.config();
    if (this.#opened && isDeepStrictEqual(this.#opened.config, config)) return this.#opened;
    this.rest.end();
    this.#opened = {
      config,
      pace: new Pace(this.store, this.clock, config),
      connect: () => this.openTransport(config),
      batchSize: batchSize(config),
    };
    return this.#opened;
  }

  /** Whether this is still how the transport is set. */
  async isCurrent({ config }: OpenRelay): Promise<boolean> {
    return isDeepStrictEqual(config, await this.settings.transports.config(config.id));
  }

  /** @throws MailtargetError TRANSPORT_MISSING */
  async config(): Promise<TransportConfig> {
    const config = await this.settings.transports.config(DEFAULT_TRANSPORT);
    if (config) return config;
    throw new MailtargetError(
      'TRANSPORT_MISSING',
      'There is no SMTP relay to send through. Enter one in the credential.',
    );
  }

  /**
   * Connects and logs in with the stored settings, over a connection of its own.
   * @throws MailtargetError TRANSPORT_MISSING, RELAY_UNREACHABLE, RELAY_LOGIN_REFUSED, RELAY_TLS_FAILED
   */
  async verify(): Promise<void> {
    await verifyTransport(this.openTransport, await this.config());
  }

  /**
   * Lends a connection of its own, in step with everybody else on the relay. For a few messages beside the pump's; the
   * signal of its loan is aborted when the engine closes.
   * @throws MailtargetError TRANSPORT_MISSING
   */
  async lend<T>(work: (loan: Loan) => Promise<T>): Promise<T> {
    const lending = this.#lend(await this.config(), work);
    this.#lent.add(lending);
    try {
      return await lending;
    } finally {
      this.#lent.delete(lending);
    }
  }

  /** Ends what was lent, once what is on the wire has been answered. */
  async endLoans(): Promise<void> {
    this.#closed.abort();
    await Promise.allSettled(this.#lent);
  }

  async #lend<T>(config: TransportConfig, work: (loan: Loan) => Promise<T>): Promise<T> {
    const transport = this.openTransport({ ...config, maxConnections: 1 });
    const pace = new Pace(this.store, this.clock, config);
    try {
      return await work({ transport, pace, signal: this.#closed.signal });
    } finally {
      transport.close();
      await pace.release();
    }
  }
}

export interface OpenRelay {
  config: TransportConfig;
  pace: Pace;
  /** To be closed by whoever calls it. */
  connect: () => MessageTransport;
  /** How much of a campaign is claimed at a time. */
  batchSize: number;
}

export interface Loan {
  transport: MessageTransport;
  pace: Pace;
  signal: AbortSignal;
}

/** @throws MailtargetError RELAY_UNREACHABLE, RELAY_LOGIN_REFUSED, RELAY_TLS_FAILED */
export async function verifyTransport(open: OpenTransport, config: TransportConfig): Promise<void> {
  const transport = open(config);
  try {
    await transport.verify();
  } finally {
    transport.close();
  }
}

const BATCH_SECONDS = 5;
const MAX_BATCH = 1000;

/** A batch is some seconds of work, so that a lease fits it at any rate. */
function batchSize({ messagesPerSecond, maxConnections }: TransportConfig): number {
  return Math.min(MAX_BATCH, Math.max(maxConnections, Math.ceil(messagesPerSecond * BATCH_SECONDS)));
}
