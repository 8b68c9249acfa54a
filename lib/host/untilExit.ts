/**
 * A stream that a thread gave, which fails when the thread ends before it: otherwise whoever reads it would wait for ever.
 * @param exited resolves when the thread has ended
 * @param failure what the stream fails with then
 */
export function untilExit(
  stream: ReadableStream,
  exited: Promise<void>,
  failure: () => Error,
): ReadableStream {
  const reader = (stream as ReadableStream<unknown>).getReader();
  return new ReadableStream(
    {
      start(controller) {
        void exited.then(() => controller.error(failure()));
      },
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
