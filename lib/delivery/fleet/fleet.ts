import { isDeepStrictEqual } from 'node:util';
import { type CampaignKey, type Clock, domainOf, type TransportState } from '../../model';
import type { Settings } from '../../settings';
import type { Store } from '../../store';
import type { OpenTransport } from '../transport';
import { Carrier } from './carrier';
import { carriersFor, transportMissing } from './carriersFor';
import { Loan } from './loan';

/** The transports as they are set. */
export class Fleet {
  #carriers: readonly Carrier[] = [];
  readonly #lent = new Set<Promise<unknown>>();
  readonly #closed = new AbortController();

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly openTransport: OpenTransport,
  ) {}

  /** By id. Those that are set as before are the same, at rest or not; one that was set anew rests no more. */
  async open(): Promise<readonly Carrier[]> {
    this.#carriers = await this.#read();
    return this.#carriers;
  }

  /** Whether the transports are still set as they were opened. */
  async isCurrent(): Promise<boolean> {
    const carriers = await this.#read();
    return carriers.length === this.#carriers.length && carriers.every((one) => this.#carriers.includes(one));
  }

  /**
   * @param sender an address
   * @throws MailtargetError TRANSPORT_MISSING where there is no transport for its messages
   */
  async requireFor(sender: string): Promise<void> {
    await this.#for(sender);
  }

  /** How those are that may carry a campaign. @param sender an address */
  async statesFor(sender: string, campaign: CampaignKey): Promise<TransportState[]> {
    const carriers = carriersFor(domainOf(sender), await this.#read());
    return carriers.map((carrier) => carrier.stateFor(campaign));
  }

  /**
   * Connects and logs in, over connections of its own: one transport that lets us in is enough.
   * @param sender an address
   * @throws MailtargetError TRANSPORT_MISSING, RELAY_UNREACHABLE, RELAY_LOGIN_REFUSED, RELAY_TLS_FAILED
   */
  async verifyFor(sender: string): Promise<void> {
    const carriers = await this.#for(sender);
    try {
      await Promise.any(carriers.map((carrier) => carrier.verify()));
    } catch (error) {
      throw (error as AggregateError).errors[0];
    }
  }

  /**
   * Lends what it takes to hand over a few messages of a sender beside the pump's, in step with everybody else.
   * @param sender an address
   * @throws MailtargetError TRANSPORT_MISSING
   */
  async lend<T>(sender: string, work: (loan: Loan) => Promise<T>): Promise<T> {
    const loan = new Loan(await this.#for(sender), this.store, this.clock, this.#closed.signal);
    const lending = work(loan).finally(() => loan.end());
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

  /** Those that are down, or were a moment ago, come last, and before them those that stand by. */
  async #for(sender: string): Promise<Carrier[]> {
    const all = await this.#read();
    const carriers = carriersFor(domainOf(sender), all);
    if (carriers.length === 0) throw transportMissing(domainOf(sender), all);
    const lateness = ({ isDown, isOnTrial, standsBy }: Carrier) =>
      (isDown || isOnTrial ? 2 : 0) + (standsBy ? 1 : 0);
    return carriers.sort((one, other) => lateness(one) - lateness(other));
  }

  async #read(): Promise<Carrier[]> {
    const configs = await this.settings.transports.configs();
    return configs.map(
      (config) =>
        this.#carriers.find((carrier) => isDeepStrictEqual(carrier.config, config)) ??
        new Carrier(config, this.store, this.clock, this.openTransport),
    );
  }
}
