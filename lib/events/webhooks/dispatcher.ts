import { sleepUntil, type WebhookKey } from '../../model';
import type { WebhookRow } from '../../store';
import type { DispatcherDependencies } from './dependencies';
import { passOver } from './passOver';
import { serve } from './serve';

const LOOK_EVERY_MS = 1_000;
/** While the database stays away. */
const LONGEST_WAIT_MS = 60_000;
/** Of an endpoint that could not be served for a reason of ours, a full disk for one. */
const REST_MS = 30_000;

/**
 * Sends endpoints what they want to be told of. Each is served by itself, so that none waits for another; of several dispatchers on a
 * store, by one at a time.
 */
export class WebhookDispatcher {
  readonly #closing = new AbortController();
  readonly #serving = new Map<WebhookKey, Promise<void>>();
  #looking: Promise<void> = Promise.resolve();
  #cancelLook = (): void => {};
  /** Looks that failed, one after the other. */
  #failures = 0;

  constructor(private readonly deps: DispatcherDependencies) {}

  /** Looks now, and every second from now on. */
  start(): void {
    this.#looking = this.#look()
      .then((isMore) => {
        this.#failures = 0;
        return isMore ? 0 : LOOK_EVERY_MS;
      })
      .catch((error: unknown) => {
        this.deps.onError('webhooks', error);
        return Math.min(LOOK_EVERY_MS * 2 ** this.#failures++, LONGEST_WAIT_MS);
      })
      .then((wait) => this.#lookIn(wait));
  }

  /** Breaks off what is under way: it comes again with the next one that is started. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#looking;
    this.#cancelLook();
    await Promise.all(this.#serving.values());
  }

  #lookIn(wait: number): void {
    if (this.#closing.signal.aborted) return;
    const { clock } = this.deps;
    this.#cancelLook = clock.at(clock.now() + wait, () => this.start());
  }

  /** @returns whether there is more to look at */
  async #look(): Promise<boolean> {
    const { wanting, isMore } = await passOver(this.deps.store, await this.#ready());
    for (const webhook of wanting) {
      if (this.#serving.has(webhook.id) || this.#closing.signal.aborted) continue;
      this.#serving.set(
        webhook.id,
        this.#serve(webhook).finally(() => this.#serving.delete(webhook.id)),
      );
    }
    return isMore;
  }

  async #serve(webhook: WebhookRow): Promise<void> {
    const { clock, onError } = this.deps;
    const { signal } = this.#closing;
    try {
      await serve(this.deps, webhook, signal);
    } catch (error) {
      onError('webhook', error);
      await sleepUntil(clock, clock.now() + REST_MS, signal);
    }
  }

  #ready(): Promise<WebhookRow[]> {
    const { store, clock } = this.deps;
    const now = clock.now();
    return store.db
      .selectFrom('webhooks')
      .selectAll()
      .where('enabled', '=', 1)
      .where('next_attempt_at', '<=', now)
      .where('lease_until', '<=', now)
      .execute();
  }
}
