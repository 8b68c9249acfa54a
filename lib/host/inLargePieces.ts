/** Of bytes, in one message. */
const PIECE = 512 * 1024;

/**
 * The same bytes in large pieces, read as they are asked for. Each piece that goes to a thread waits for a turn of it, and a file
 * is read 64 KB at a time: a thread that is busy writing rows would starve for want of them. What is no bytes passes as it is, for
 * whoever reads it to refuse.
 */
export function inLargePieces(stream: ReadableStream): ReadableStream {
  const reader = (stream as ReadableStream<unknown>).getReader();
  let failure: { error: unknown } | undefined;

  const pull = async (controller: ReadableStreamDefaultController) => {
    if (failure) throw failure.error;
    const waiting: Uint8Array[] = [];
    let length = 0;
    const pass = () => {
      if (length > 0) controller.enqueue(waiting.length === 1 ? waiting[0] : Buffer.concat(waiting, length));
    };
    try {
      while (length < PIECE) {
        const { done, value } = await reader.read();
        if (done || !(value instanceof Uint8Array)) {
          pass();
          return done ? controller.close() : controller.enqueue(value);
        }
        waiting.push(value);
        length += value.length;
      }
    } catch (error) {
      // What came before the error is passed on before it.
      if (length === 0) throw error;
      failure = { error };
    }
    pass();
  };
  return new ReadableStream({ pull, cancel: (reason) => reader.cancel(reason) }, { highWaterMark: 0 });
}
