import type { Client } from 'undici';

/** Connections to one server: each belongs to whoever took it until it is given back. */
export class Connections {
  readonly #idle: Client[] = [];
  #closed = false;

  /** @param max of those that nobody has */
  constructor(
    private readonly max: number,
    private readonly open: () => Client,
  ) {}

  take(): Client {
    // The last one is the likeliest to be still connected.
    return this.#idle.pop() ?? this.open();
  }

  giveBack(client: Client): void {
    if (this.#closed || this.#idle.length >= this.max) end(client);
    else this.#idle.push(client);
  }

  /** Ends those that nobody has, and the others when they are given back. */
  close(): void {
    this.#closed = true;
    this.#idle.splice(0).forEach(end);
  }
}

/** Nothing is on the wire any more, so there is nothing to wait for, or to fail. */
const end = (client: Client): void => void client.close();
