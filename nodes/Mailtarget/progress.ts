import type { IExecuteFunctions } from 'n8n-workflow';
import { systemClock } from '../../lib/model';

const INTERVAL = 3000;

/**
 * The stream, whose progress is told every few seconds: in the console of the editor that runs the workflow, otherwise in n8n's log.
 * Whoever stops the execution ends the stream.
 */
export function importing(
  context: IExecuteFunctions,
  stream: ReadableStream<Uint8Array>,
  bytes: number,
): ReadableStream<Uint8Array> {
  let read = 0;
  let toldAt = systemClock.now();
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      controller.enqueue(chunk);
      read += chunk.byteLength;
      if (systemClock.now() - toldAt < INTERVAL) return;
      toldAt = systemClock.now();
      tell(
        context,
        `${context.getNode().name}: ${Math.floor((100 * read) / bytes)}% of the file is imported`,
      );
    },
  });
  return stream.pipeThrough(counter, { signal: context.getExecutionCancelSignal() });
}

function tell(context: IExecuteFunctions, message: string): void {
  if (context.getMode() === 'manual') context.sendMessageToUI(message);
  else context.logger.info(message);
}
