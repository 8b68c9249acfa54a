import type { TrackingServer } from './trackingServer';

/** Keeps a tracking server listening where the settings say. */
export class Listener {
  #port: number | null = null;
  #server: TrackingServer | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly portNow: () => Promise<number | null>,
    private readonly open: () => TrackingServer,
  ) {}

  /**
   * Listens as the settings are now, one change after the other.
   * @throws MailtargetError PORT_UNAVAILABLE; nothing listens then
   */
  apply(): Promise<void> {
    const applied = this.#last.then(() => this.#apply());
    this.#last = applied.catch(() => {});
    return applied;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#stop();
  }

  async #apply(): Promise<void> {
    const port = await this.portNow();
    if (port === this.#port) return;
    await this.#stop();
    if (port === null) return;
    const server = this.open();
    await server.start({ port });
    this.#port = port;
    this.#server = server;
  }

  async #stop(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
    this.#port = null;
  }
}
