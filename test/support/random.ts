/** The same numbers for the same seed on every machine (mulberry32), so that a failure can be run again. */
export function seededRandom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    chance: (probability: number) => next() < probability,
    /** A whole number from 0 on, below `end`. */
    below: (end: number) => Math.floor(next() * end),
    oneOf: <T>(choices: readonly T[]): T => choices[Math.floor(next() * choices.length)]!,
    someOf: <T>(choices: readonly T[], probability: number): T[] =>
      choices.filter(() => next() < probability),
  };
}
