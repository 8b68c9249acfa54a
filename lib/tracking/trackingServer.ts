import { noCounts, type TrackingCounts } from './counts';
import type { TrackingDeps } from './deps';
import { Desk } from './desk/desk';
import { clientFinder, type FindClient, PRIVATE_NETWORKS } from './front/client';
import { createFront, type Front } from './front/front';
import { Gatherer } from './front/gatherer';
import { KnownLinks } from './front/knownLinks';
import type { Language } from './pages/texts';
import type { Destination, Hit, TrackingRequest, TrackingResponse } from './request';
import { keepServing, type Serving } from './server/keepServing';
import { startServerThread } from './server/serverThread';

export interface TrackingOptions {
  /** Addresses and networks whose X-Forwarded-For is believed. Absent, loopback and private ones. */
  proxies?: readonly string[];
  /** Of the pages; absent, the one that the browser prefers. */
  language?: Language;
}

export interface ListenOptions {
  /** 0 for any that is free. */
  port: number;
  /** Absent, all addresses. */
  host?: string;
}

/** Records opens and clicks, and shows people the pages behind the links of their messages. */
export class TrackingServer {
  readonly #desk: Desk;
  readonly #proxies: readonly string[];
  readonly #findClient: FindClient;
  readonly #counts = noCounts();
  readonly #onError = (error: unknown) => this.deps.onError('tracking', error);
  #serving: Serving | undefined;
  #front: Promise<Front> | undefined;
  readonly #answering = new Set<Promise<TrackingResponse>>();

  /** @throws MailtargetError INVALID_INPUT for a proxy that is no network */
  constructor(
    private readonly deps: TrackingDeps,
    private readonly options: TrackingOptions = {},
  ) {
    this.#proxies = options.proxies ?? PRIVATE_NETWORKS;
    this.#findClient = clientFinder(this.#proxies);
    this.#desk = new Desk(deps);
  }

  /**
   * Listens, in a thread of its own that is started again when it dies.
   * @throws MailtargetError PORT_UNAVAILABLE
   */
  async start({ port, host }: ListenOptions): Promise<{ port: number; close(): Promise<void> }> {
    const { clock, settings } = this.deps;
    const { deliveryKey: key } = await settings.forMessages();
    const options = { host, key, proxies: this.#proxies, language: this.options.language };
    this.#serving = await keepServing(
      (onPort) => startServerThread({ ...options, port: onPort }, this.#desk, this.#onError),
      port,
      clock,
      this.#onError,
    );
    return { port: this.#serving.current.port, close: () => this.close() };
  }

  /** Answers a request that came another way; for where no port can be opened. */
  async handle(request: TrackingRequest): Promise<TrackingResponse> {
    const answer = (this.#front ??= this.#openFront()).then((front) => front(request));
    this.#answering.add(answer);
    try {
      return await answer;
    } finally {
      this.#answering.delete(answer);
    }
  }

  async counts(): Promise<TrackingCounts> {
    const there = await this.#serving?.current.counts();
    const counts = { ...this.#counts };
    for (const name of Object.keys(counts) as (keyof TrackingCounts)[]) counts[name] += there?.[name] ?? 0;
    return { ...counts, lost: counts.lost + this.#desk.lost };
  }

  /** Answers what is under way, and records what is still to be recorded. */
  async close(): Promise<void> {
    await this.#serving?.close();
    await Promise.allSettled(this.#answering);
    await this.#desk.close();
  }

  async #take(hits: Hit[]): Promise<Destination[]> {
    try {
      return await this.#desk.take(hits);
    } catch (error) {
      this.#onError(error);
      throw error;
    }
  }

  async #openFront(): Promise<Front> {
    const { clock, settings } = this.deps;
    const { deliveryKey } = await settings.forMessages();
    const gatherer = () => new Gatherer((hits) => this.#take(hits), clock, this.#counts);
    return createFront({
      key: deliveryKey,
      pages: this.#desk,
      opens: gatherer(),
      clicks: gatherer(),
      links: new KnownLinks(),
      counts: this.#counts,
      findClient: this.#findClient,
      onError: this.#onError,
      ...(this.options.language && { language: this.options.language }),
    });
  }
}
