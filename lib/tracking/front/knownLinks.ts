import type { Destination, Hit } from '../request';

const MOST_KEPT = 5000;

/** Where links lead that are the same for everybody: people get there also while the engine does not answer. */
export class KnownLinks {
  readonly #urls = new Map<string, string>();

  learn({ campaign, link }: Hit, { url, isForAll }: Destination): void {
    if (url === null || !isForAll) return;
    if (this.#urls.size >= MOST_KEPT) this.#urls.clear();
    this.#urls.set(`${campaign} ${link}`, url);
  }

  find({ campaign, link }: Hit): string | undefined {
    return this.#urls.get(`${campaign} ${link}`);
  }
}
