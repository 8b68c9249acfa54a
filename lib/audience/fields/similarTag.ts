const MAX_DISTANCE = 2;

/** The tag that somebody who wrote this one most likely meant; undefined when none is near. */
export function similarTag(tag: string, tags: Iterable<string>): string | undefined {
  const limit = Math.min(MAX_DISTANCE, Math.floor(tag.length / 3));
  let nearest: string | undefined;
  let least = limit + 1;
  for (const known of tags) {
    if (Math.abs(known.length - tag.length) >= least) continue;
    const distance = editDistance(tag, known);
    if (distance < least) [nearest, least] = [known, distance];
  }
  return nearest;
}

/** How many letters have to be put in, taken out or replaced (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
