const MOST = 5;
const LONGEST = 80;

/** The distinct ones in a sentence: `a, b, c, d, e and 3 more`. */
export function examples(things: readonly string[]): string {
  const distinct = [...new Set(things)];
  const shown = distinct.slice(0, MOST).map(shorten).join(', ');
  return distinct.length > MOST ? `${shown} and ${distinct.length - MOST} more` : shown;
}

/** On one line: what is quoted may be anything. */
function shorten(thing: string): string {
  const line = thing.replaceAll(/[\s\p{C}]+/gu, ' ').trim();
  const characters = [...line];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : line;
}
