import type { Happening } from '../../events';
import type { Clock } from '../../model';
import { BURST_WINDOW_MS, isScan, type Visit } from '../machines/burst';

/** Clicks and messages that are kept in mind at a time; when there are more, all are judged early. */
const MOST_KEPT = 20_000;
/** Of one message; more of them tell no more. */
const MOST_VISITS = 30;

interface Watched {
  visits: Visit[];
  /** Clicks that nothing speaks against so far. */
  held: Happening[];
}

/**
 * Holds clicks back for the few seconds in which it shows whether they are a scanner's: one that follows all links of a message is known
 * by its second, and the first was none the better. An event once recorded has been counted and told to others, so it is not
 * relabelled later. What a crash leaves here is on disk, and taken up by others (see takeUpClicks).
 */
export class ClickWindow {
  readonly #watched = new Map<string, Watched>();
  #heldCount = 0;

  constructor(
    private readonly clock: Clock,
    /** Takes clicks that are judged. */
    private readonly onJudged: (clicks: Happening[]) => void,
  ) {}

  /** @param click undefined for what is no event, or recorded already: it says something about others all the same */
  add(message: string, visit: Visit, click: Happening | undefined): void {
    if (this.#watched.size >= MOST_KEPT || this.#heldCount >= MOST_KEPT) this.flush();
    let watched = this.#watched.get(message);
    if (!watched) {
      watched = { visits: [], held: [] };
      this.#watched.set(message, watched);
      this.#lookAt(visit.at + BURST_WINDOW_MS, message, watched);
    }
    const recent = watched.visits.filter(({ at }) => at > visit.at - BURST_WINDOW_MS);
    watched.visits = [...recent, visit].slice(-MOST_VISITS);
    if (click) {
      watched.held.push(click);
      this.#heldCount++;
    }
    if (watched.held.length > 0 && isScan(watched.visits)) {
      this.#release(watched.held.splice(0).map((one) => ({ ...one, machine: 'scanner' })));
    }
  }

  /** Judges everything now. */
  flush(): void {
    const all = [...this.#watched.values()].flatMap(({ held }) => held);
    this.#watched.clear();
    this.#release(all);
  }

  #lookAt(instant: number, message: string, watched: Watched): void {
    this.clock.at(instant, () => {
      if (this.#watched.get(message) !== watched) return;
      const isDue = ({ at }: { at: number }) => at + BURST_WINDOW_MS <= instant;
      this.#release(watched.held.filter(isDue));
      watched.held = watched.held.filter((click) => !isDue(click));
      const last = watched.visits.at(-1)!;
      if (isDue(last)) this.#watched.delete(message);
      else this.#lookAt((watched.held[0] ?? last).at + BURST_WINDOW_MS, message, watched);
    });
  }

  #release(clicks: Happening[]): void {
    this.#heldCount -= clicks.length;
    if (clicks.length > 0) this.onJudged(clicks);
  }
}
