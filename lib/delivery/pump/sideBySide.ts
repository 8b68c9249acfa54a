import { type Clock, sleepUntil } from '../../model';

/**
 * Lets several work beside each other: each again and again, whenever it wants to, until none of them is at work any more, `signal` is
 * aborted, or one fails.
 * @param works each returns when it wants to be called again
 * @throws the first error, once all have ended
 */
export async function sideBySide(
  clock: Clock,
  signal: AbortSignal,
  works: readonly ((signal: AbortSignal) => Promise<number>)[],
): Promise<void> {
  const over = new AbortController();
  const end = AbortSignal.any([signal, over.signal]);
  let busy = works.length;
  const keep = async (work: (signal: AbortSignal) => Promise<number>) => {
    try {
      while (!end.aborted) {
        const again = await work(end);
        if (--busy === 0) over.abort();
        await sleepUntil(clock, again, end);
        busy++;
      }
    } catch (error) {
      over.abort();
      throw error;
    }
  };
  const ended = await Promise.allSettled(works.map(keep));
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}
