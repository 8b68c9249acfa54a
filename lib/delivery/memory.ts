/** Sizes are rounded up to this many bytes, so that what one message gave back fits the next. */
const GRAIN = 8 * 1024;
/** More than is ever written at a time, for messages of usual size. */
const MOST_KEPT = 16 * 1024 * 1024;

/** Memory of one message, until nobody reads it any more. */
export interface Lease {
  allocate: (size: number) => Buffer;
  release: () => void;
}

/**
 * Memory that messages are written into, again and again. Left to the garbage collector, which hardly notices what is not its own,
 * the messages of some tenths of a second made 50 MB.
 */
export class Memory {
  readonly #free = new Map<number, Buffer[]>();
  #kept = 0;

  lease(): Lease {
    const taken: Buffer[] = [];
    return {
      allocate: (size) => {
        const block = this.#take(Math.ceil(size / GRAIN) * GRAIN);
        taken.push(block);
        return block.subarray(0, size);
      },
      release: () => {
        for (const block of taken.splice(0)) this.#keep(block);
      },
    };
  }

  #take(room: number): Buffer {
    const block = this.#free.get(room)?.pop();
    if (!block) return Buffer.allocUnsafeSlow(room);
    this.#kept -= room;
    return block;
  }

  #keep(block: Buffer): void {
    if (this.#kept + block.length > MOST_KEPT) return;
    this.#kept += block.length;
    const blocks = this.#free.get(block.length);
    if (blocks) blocks.push(block);
    else this.#free.set(block.length, [block]);
  }
}
