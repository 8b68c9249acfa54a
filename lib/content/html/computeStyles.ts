import juice from 'juice';
import { hiddenTags } from '../template/protectTags';
import { scanTags } from '../template/scanTags';
import type { HtmlTag } from './readTags';
import { splice } from './splice';

/** What juice makes of an element. */
export interface Computed {
  /** Its attributes as they stand between double quotes. */
  attributes: ReadonlyMap<string, string>;
  /** What is left in a style element; empty for others. */
  css: string;
}

/**
 * Applies the rules of the style elements to a copy of the HTML. It is for juice only, which parses and rewrites all of it:
 * the branches of blocks stand one behind the other in it, and what they open or close is anybody's guess.
 * @param skipped style elements that are left alone
 * @returns by the tag; style elements of which nothing is left are missing
 */
export function computeStyles(
  html: string,
  tags: readonly HtmlTag[],
  skipped: ReadonlySet<HtmlTag>,
): Map<HtmlTag, Computed> {
  const { hide, restore } = hiddenTags();
  // What `hide` returns, no author has written.
  const mark = hide('{{mark}}');
  const marks = tags.flatMap((tag, index) => {
    const text = ` ${mark}="${index}"${skipped.has(tag) ? ' data-embed' : ''}`;
    return tag.isClosing ? [] : [{ start: tag.nameEnd, end: tag.nameEnd, text }];
  });
  const words = scanTags(html).map(({ start, end }) => {
    // A style attribute with the brace is no CSS: it stays as it is, and juice puts what it computes in front.
    return { start, end, text: ` {${hide(html.slice(start, end))} ` };
  });
  const output = juice(splice(html, [...marks, ...words]));

  const element = new RegExp(`<([^\\s<>]+) ${mark}="(\\d+)"((?:[^">]|"[^"]*")*)>`, 'g');
  const withTags = (value: string) => restore(value.replaceAll(/ ?\{(zq[a-z]+\d+x) ?/g, '$1'));
  const computed = new Map<HtmlTag, Computed>();
  for (const { 0: written, 1: name, 2: index, 3: rest, index: start } of output.matchAll(element)) {
    const attributes = Array.from(
      rest!.matchAll(/ ([^\s="]+)="([^"]*)"/g),
      ([, attribute, value]) => [attribute!, withTags(value!)] as const,
    );
    const end = start + written.length;
    const css = name!.toLowerCase() === 'style' ? output.slice(end, output.indexOf('</style', end)) : '';
    computed.set(tags[Number(index)]!, { attributes: new Map(attributes), css });
  }
  return computed;
}
