import { setTimeout as delay } from 'node:timers/promises';

/** Asks again and again until the answer is one; fails when that takes longer than `patienceMs`. */
export async function eventually<T>(
  ask: () => Promise<T | undefined | null | false>,
  patienceMs = 20_000,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`Not within ${patienceMs} ms: ${ask.toString()}`);
    await delay(10);
  }
}
