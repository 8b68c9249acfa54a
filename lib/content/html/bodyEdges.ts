import { type HtmlTag, readTags } from './readTags';

/** Where a body begins for everybody: behind its tag; without one, behind what may stand before it. */
export function startOfBody(html: string): number {
  const tags = tagsForAll(html);
  const before =
    tags.find(({ element, isClosing }) => element === 'body' && !isClosing) ??
    tags.find(({ element, isClosing }) => element === 'head' && isClosing) ??
    tags.find(({ element, isClosing }) => element === 'html' && !isClosing);
  return before?.end ?? /^\s*<!doctype\b[^<>]*>/i.exec(html)?.[0].length ?? 0;
}

/** Where it ends for everybody: before the last of its end tags. */
export function endOfBody(html: string): number {
  const tags = tagsForAll(html).filter(({ isClosing }) => isClosing);
  const behind =
    tags.findLast(({ element }) => element === 'body') ?? tags.findLast(({ element }) => element === 'html');
  return behind?.start ?? html.length;
}

/** A tag in a block is there for some recipients only. */
const tagsForAll = (html: string): HtmlTag[] => readTags(html).filter(({ isInBlock }) => !isInBlock);
