/**
 * Divides what there is so that nobody gets more than they want while another, who got less, wants more.
 * @returns the most that anybody gets
 */
export function fairShare(capacity: number, wants: readonly number[]): number {
  let left = capacity;
  let share = capacity;
  const rising = wants.toSorted((a, b) => a - b);
  for (const [index, want] of rising.entries()) {
    share = left / (rising.length - index);
    if (want >= share) return share;
    left -= want;
  }
  return capacity;
}

/** `count` of them, as evenly as possible. */
export const spread = <T>(choices: readonly T[], count: number): T[] =>
  count >= choices.length
    ? [...choices]
    : Array.from({ length: count }, (_, index) => choices[Math.floor((index * choices.length) / count)]!);
