const VOID = ['meta', 'img', 'br'];

/** The elements that are not closed where they should be. What only Outlook reads is left out. */
export function unbalanced(html: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const { 1: slash, 2: name } of html
    .replaceAll(/<!--[^]*?-->/g, '')
    .matchAll(/<(\/?)([a-z]\w*)\b[^>]*>/gi)) {
    if (VOID.includes(name!)) continue;
    if (slash === '') open.push(name!);
    else if (open.pop() !== name) wrong.push(name!);
  }
  return [...wrong, ...open];
}
