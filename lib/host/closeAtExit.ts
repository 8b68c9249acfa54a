import type { Worker } from 'node:worker_threads';
import type { ToThread } from './protocol';

/** Containers are killed ten seconds after they were asked to stop, unless somebody said otherwise. */
const PATIENCE_MS = 10_000;

/** The threads that run, each with the cell that it sets when it ends. */
const running = new Map<Worker, Int32Array>();

/**
 * A process that exits ends its threads in the middle of a message, and n8n exits without a word to the nodes of a worker or a webhook
 * process. From now on it is held until this engine has finished what is on the wire and has recorded what it held back.
 * @param ended the thread sets its first cell, and notifies, when it ends; nothing else is heard of it while this one exits
 */
export function closeAtExit(worker: Worker, ended: Int32Array): void {
  if (running.size === 0) process.once('exit', closeAll);
  running.set(worker, ended);
  worker.once('exit', () => {
    running.delete(worker);
    if (running.size === 0) process.off('exit', closeAll);
  });
}

function closeAll(): void {
  const deadline = performance.now() + PATIENCE_MS;
  for (const worker of running.keys()) worker.postMessage({ type: 'close' } satisfies ToThread);
  for (const ended of running.values()) {
    Atomics.wait(ended, 0, 0, Math.max(0, deadline - performance.now()));
  }
}
