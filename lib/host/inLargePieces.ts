/** Of bytes, in one message. */
const PIECE = 512 * 1024;

/**
 * The same bytes in large pieces. Each piece that goes to a thread waits for a turn of it, and a file is read 64 KB at a time: a
 * thread that is busy writing rows would starve for want of them.
 */
export const inLargePieces = (stream: ReadableStream): ReadableStream => stream.pipeThrough(gather());

/** What is no bytes passes as it is, for whoever reads it to refuse. */
function gather(): TransformStream {
  let waiting: Uint8Array[] = [];
  let length = 0;
  const pass = (controller: TransformStreamDefaultController) => {
    if (length > 0) controller.enqueue(waiting.length === 1 ? waiting[0] : Buffer.concat(waiting, length));
    waiting = [];
    length = 0;
  };
  return new TransformStream({
    transform(chunk: unknown, controller) {
      if (!(chunk instanceof Uint8Array)) {
        pass(controller);
        controller.enqueue(chunk);
        return;
      }
      waiting.push(chunk);
      length += chunk.length;
      if (length >= PIECE) pass(controller);
    },
    flush: pass,
  });
}
