import type { Wire } from './wire';

/** A relay may close a connection that rests; this is sooner than any does. */
const KEPT_MS = 5000;

/** Connections between one feed and the next. */
export class IdleWires {
  readonly #wires = new Map<Wire, NodeJS.Timeout>();
  #closed = false;

  constructor(private readonly max: number) {}

  /** One that is still connected, as far as anyone can know. */
  take(): Wire | undefined {
    for (const [wire, timer] of this.#wires) {
      clearTimeout(timer);
      this.#wires.delete(wire);
      if (wire.usable) return wire;
    }
    return undefined;
  }

  keep(wire: Wire): void {
    if (!wire.usable) return;
    // Its server may well close it, which says nothing about the server.
    wire.fresh = false;
    if (this.#closed || this.#wires.size >= this.max) return wire.quit();
    const quit = (): void => {
      this.#wires.delete(wire);
      wire.quit();
    };
    this.#wires.set(wire, setTimeout(quit, KEPT_MS));
  }

  /** Closes them, and those that are given back from now on. */
  close(): void {
    this.#closed = true;
    for (const [wire, timer] of this.#wires) {
      clearTimeout(timer);
      wire.quit();
    }
    this.#wires.clear();
  }
}
