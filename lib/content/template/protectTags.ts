import { scanTags } from './scanTags';

/** `#`, `/`, `^`, comments and else make no output of their own. */
const BLOCK_TAG = /^\{\{~?\s*(?:[#/^!]|else\b)/;
/** Lower-case words that no HTML tool touches; where an author wrote one, it is hidden like a tag. */
const WORDS = /zq(?:tag|block)(?:="")?/gi;
/** An HTML tool takes one that stands where an attribute could for an attribute, and gives it a value. */
const PLACEHOLDERS = /zq(?:tag|block)(\d+)x(?:="")?/g;
const EMPTY_VALUE = '=""';

/** Lines that hold nothing but block tags, in a text whose tags are hidden. */
export const BLOCK_LINES = /^[ \t]*((?:zqblock\d+x[ \t]*)+)$/m;

/** Runs a transformation over a template, so that it cannot see the tags: they come out as they went in. */
export function protectTags(source: string, transform: (text: string) => string): string {
  const { hide, restore } = hiddenTags();
  return restore(transform(hide(source)));
}

/**
 * The two halves of `protectTags`, for a transformation that takes its time, or makes one text of many. What stands in for
 * the tags is a word each, with a number of its own.
 */
export function hiddenTags() {
  const hidden: string[] = [];
  const placeholder = (written: string, kind: 'tag' | 'block') => `zq${kind}${hidden.push(written) - 1}x`;
  const hideWords = (text: string) => text.replaceAll(WORDS, (word) => placeholder(word, 'tag'));
  return {
    hide: (source: string): string => {
      let text = '';
      let from = 0;
      for (const { start, end } of scanTags(source)) {
        // An empty value that the author wrote could not be told from a tool's.
        const to = source.startsWith(EMPTY_VALUE, end) ? end + EMPTY_VALUE.length : end;
        const tag = source.slice(start, to);
        text +=
          hideWords(source.slice(from, start)) + placeholder(tag, BLOCK_TAG.test(tag) ? 'block' : 'tag');
        from = to;
      }
      return text + hideWords(source.slice(from));
    },
    restore: (transformed: string): string =>
      transformed.replaceAll(PLACEHOLDERS, (written, index: string) => hidden[Number(index)] ?? written),
  };
}
