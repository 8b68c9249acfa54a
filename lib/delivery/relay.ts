import { type Clock, DEFAULT_TRANSPORT, MailtargetError, type TransportConfig } from '../model';
import type { Settings } from '../settings';
import type { Db } from '../store';
import { Pace } from './pace';
import { Rest } from './rest';
import type { MessageTransport, OpenTransport } from './transport';

/** The transport `default` as it is set now: its connections, its pace, and whether it rests after a failure. */
export class Relay {
  #open:
    | { config: string; transport: MessageTransport; pace: Pace; connections: number; batchSize: number }
    | undefined;
  /** After a failure of the relay itself. */
  readonly rest: Rest;
  readonly #lent = new Set<Promise<unknown>>();
  readonly #closed = new AbortController();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly openTransport: OpenTransport,
  ) {
    this.rest = new Rest(clock);
  }

  /**
   * Opens the transport, or opens it anew, no longer at rest, when its settings changed. For the pump, between batches:
   * the old connections are closed.
   * @throws MailtargetError TRANSPORT_MISSING
   */
  async open() {
    const config = await this.config();
    const fingerprint = JSON.stringify(config);
    if (this.#open?.config === fingerprint) return this.#open;
    this.close();
    this.rest.end();
    this.#open = {
      config: fingerprint,
      transport: this.openTransport(config),
      pace: new Pace(this.db, this.clock, config.id, config.messagesPerSecond),
      connections: config.maxConnections,
      batchSize: batchSize(config),
    };
    return this.#open;
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
    const config = await this.config();
    const transport = this.openTransport({ ...config, maxConnections: 1 });
    const pace = new Pace(this.db, this.clock, config.id, config.messagesPerSecond);
    const working = work({ transport, pace, signal: this.#closed.signal });
    this.#lent.add(working);
    try {
      return await working;
    } finally {
      this.#lent.delete(working);
      transport.close();
    }
  }

  /** Ends what was lent, once what is on the wire has been answered. The pump goes on until `close`. */
  async endLoans(): Promise<void> {
    this.#closed.abort();
    await Promise.allSettled(this.#lent);
  }

  close(): void {
    this.#open?.transport.close();
    this.#open = undefined;
  }
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
