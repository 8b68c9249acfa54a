/** The most that any stretch of this length, wherever it begins, contains. */
export function busiest(instants: readonly number[], stretchMs: number): number {
  const sorted = instants.toSorted((a, b) => a - b);
  let most = 0;
  for (let start = 0, end = 0; start < sorted.length; start++) {
    while (end < sorted.length && sorted[end]! < sorted[start]! + stretchMs) end++;
    most = Math.max(most, end - start);
  }
  return most;
}

export const between = (instants: readonly number[], from: number, to: number): number =>
  instants.filter((instant) => instant >= from && instant < to).length;
