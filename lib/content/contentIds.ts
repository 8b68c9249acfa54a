/** The content ids that HTML refers to (RFC 2392), in whatever place and in whatever branch of a block. */
export function contentIdsIn(html: string): Set<string> {
  // In a URL, the @ may be written %40, and the + as %2B.
  const ids = html.matchAll(/\bcid:((?:[\w.+@-]|%40|%2B)+)/gi);
  return new Set(Array.from(ids, ([, id]) => id!.replaceAll('%40', '@').replaceAll(/%2B/gi, '+')));
}
