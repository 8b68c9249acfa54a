import { scanTags } from './scanTags';

/** One lower-case word that no author writes and no HTML tool touches. */
const placeholder = (index: number): string => `zqtag${index}zq`;
/** An HTML tool takes one that stands where an attribute could for an attribute, and gives it a value. */
const PLACEHOLDERS = /zqtag(\d+)zq(?:="")?/g;

/** Runs a transformation over a template, so that it cannot see the tags: they come out as they went in. */
export function protectTags(source: string, transform: (text: string) => string): string {
  const { text, restore } = hideTags(source);
  return restore(transform(text));
}

/** Whether a transformation has lost or doubled none of the tags. */
export const keepsTags = (before: string, after: string): boolean =>
  JSON.stringify(writtenTags(before)) === JSON.stringify(writtenTags(after));

const writtenTags = (source: string) => scanTags(source).map(({ start, end }) => source.slice(start, end));

/** The two halves of `protectTags`, for a transformation that takes its time. */
export function hideTags(source: string): { text: string; restore: (transformed: string) => string } {
  const tags = scanTags(source);
  let text = '';
  let from = 0;
  tags.forEach(({ start, end }, index) => {
    text += source.slice(from, start) + placeholder(index);
    from = end;
  });
  text += source.slice(from);
  const restore = (transformed: string) =>
    transformed.replaceAll(PLACEHOLDERS, (written, index: string) => {
      const tag = tags[Number(index)];
      return tag ? source.slice(tag.start, tag.end) : written;
    });
  return { text, restore };
}
