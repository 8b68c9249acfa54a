import { type CampaignKey, type Clock, toIso, type TransportConfig, type TransportState } from '../../model';
import type { Store } from '../../store';
import { Pace } from '../pace';
import type { MessageTransport, OpenTransport } from '../transport';
import { Rest } from './rest';
import { Rests } from './rests';
import { troubleOf, verifyTransport } from './verifyTransport';

const BATCH_SECONDS = 5;
export const MAX_BATCH = 1000;
/**
 * A server that answers nothing for so long is given nothing more; what it has been given is waited for as long as its protocol says. Longer
 * than the minute that a command may take, and after which gateways say that what is behind them does not answer: both tell more.
 */
const SILENT_AFTER_MS = 75_000;
const LIMITED = 'Its limits let nothing leave at the moment.';

/** A transport as it is set now, and how it is. */
export class Carrier {
  readonly pace: Pace;
  /** Of campaigns that it takes no message of. */
  readonly refusals: Rests<CampaignKey>;
  /** Others have all of its connections until then, as far as one knows. */
  takenUntil = 0;
  /** Since when all that this process may have still wait for answers, from before it was set as it is now. */
  hangsSince: number | undefined;
  readonly #rest: Rest;
  #isDown = false;
  #isOnTrial = false;
  #silentAfter = SILENT_AFTER_MS;
  #probing: Promise<void> | undefined;

  constructor(
    readonly config: TransportConfig,
    store: Store,
    private readonly clock: Clock,
    private readonly openTransport: OpenTransport,
  ) {
    this.pace = new Pace(store, clock, config);
    this.refusals = new Rests(clock);
    this.#rest = new Rest(clock);
  }

  /** Where its connections lead: what counts them. A transport that is set to another server is not bound by those to the last one. */
  get endpoint(): string {
    const { config } = this;
    return `${config.id} ${config.type === 'smtp' ? `${config.host}:${config.port}` : config.url}`;
  }

  /** To be closed by whoever calls it. */
  connect(): MessageTransport {
    return this.openTransport(this.config);
  }

  /** @throws MailtargetError RELAY_UNREACHABLE, RELAY_LOGIN_REFUSED, RELAY_TLS_FAILED */
  async verify(): Promise<void> {
    await verifyTransport(this.openTransport, this.config);
  }

  /** How much is claimed at a time: some seconds of work, so that a lease fits it at any rate. */
  get batchSize(): number {
    const { messagesPerSecond, maxConnections } = this.config;
    return Math.min(MAX_BATCH, Math.max(maxConnections, Math.ceil(messagesPerSecond * BATCH_SECONDS)));
  }

  /** Messages a second to a domain, everybody on the store together, at present. */
  rateTo(domain: string): number {
    const group = this.pace.groupOf(domain);
    return group === null ? this.config.messagesPerSecond : this.pace.rateOf(group);
  }

  /** Its part of what it carries together with others. */
  get share(): number {
    return this.config.weight || this.config.messagesPerSecond;
  }

  /** It carries only what no other can. */
  get standsBy(): boolean {
    return this.config.weight === 0;
  }

  /** When it can be tried again, or send again; in the past when that is now. */
  get readyAt(): number {
    return Math.max(this.#rest.until, this.pace.later(null) ?? 0);
  }

  /** It can send, as far as one knows. */
  get isReady(): boolean {
    return !this.#isDown && this.readyAt <= this.clock.now();
  }

  /** It has failed, and was not seen to be in order since. */
  get isDown(): boolean {
    return this.#isDown;
  }

  /** After how many ms without an answer it counts as silent: one that is slow has twice as long as it took the last time. */
  get silentAfter(): number {
    return this.#silentAfter;
  }

  /** It went silent, lets us in again, and has answered no message since: it gets one, and others carry the rest. */
  get isOnTrial(): boolean {
    return this.#isOnTrial && !this.#isDown;
  }

  /** Why it is down; null when it is not. */
  get trouble(): string | null {
    return this.#isDown ? this.#rest.reason : null;
  }

  stateFor(campaign: CampaignKey): TransportState {
    const state = (reason: string | null, until: number | null): TransportState => ({
      transportId: this.config.id,
      reason,
      restsUntil: until !== null && until > this.clock.now() ? toIso(until) : null,
    });
    const refusal = this.refusals.reason(campaign);
    if (refusal !== null) return state(refusal, this.refusals.until(campaign));
    if (this.trouble !== null) return state(this.trouble, this.#rest.until);
    const later = this.pace.later(null);
    return later === undefined ? state(null, null) : state(LIMITED, later);
  }

  /**
   * It is out of order: nothing is sent through it for a while, and then only once it lets us in.
   * @param atLeast ms
   */
  fail(reason: string, atLeast?: number): void {
    this.#isDown = true;
    this.#rest.begin(reason, atLeast);
  }

  /** It has answered none of the messages on the wire for so long. Letting us in says little then: it did before. @param ms */
  stall(ms: number): void {
    this.#isOnTrial = true;
    this.fail(
      `The transport ${this.config.id} has taken messages and answered none for ${Math.round(ms / 1000)} seconds. Ask whoever runs its server.`,
    );
  }

  /** It has answered a message, whatever it says. @param ms how long that took */
  heard(ms: number): void {
    this.#silentAfter = Math.max(SILENT_AFTER_MS, 2 * ms);
    this.hangsSince = undefined;
  }

  /**
   * It has done what it is for: what fails next is a new trouble. Of one that is down that says no more than that it is not silent: it had
   * that message before.
   */
  works(): void {
    this.#isOnTrial = false;
    if (!this.#isDown) this.#rest.end();
  }

  /** Tries one that is down, without a message, if it has rested enough. */
  probe(): Promise<void> {
    // One that does not answer is not asked once more meanwhile.
    this.#probing ??= this.#probe().finally(() => (this.#probing = undefined));
    return this.#probing;
  }

  async #probe(): Promise<void> {
    if (!this.#isDown || this.#rest.isOn) return;
    const trouble = await troubleOf(this.openTransport, this.config);
    if (trouble) this.fail(trouble.error.message, trouble.retryAfter);
    else this.#isDown = false;
  }
}
