import { scanTags } from '../template/scanTags';

/** `#`, `/`, `^` and else make no output of their own. */
const BLOCK_TAG = /^\{\{~?\s*(?:[#/^!]|else\b)/;
const PLACEHOLDERS = /zq(?:tag|block)(\d+)zq/g;

/** Lines that hold nothing but block tags, in a text whose tags are hidden. */
export const BLOCK_LINES = /^[ \t]*((?:zqblock\d+zq[ \t]*)+)$/m;

/**
 * Takes the template tags out of many texts that end up in one, and puts them back there as they were written.
 * What stands in for them is a word that neither escaping nor MJML changes.
 */
export function hiddenTags() {
  const hidden: string[] = [];
  return {
    hide: (source: string): string => {
      let text = '';
      let from = 0;
      for (const { start, end } of scanTags(source)) {
        const tag = source.slice(start, end);
        const kind = BLOCK_TAG.test(tag) ? 'block' : 'tag';
        text += `${source.slice(from, start)}zq${kind}${hidden.push(tag) - 1}zq`;
        from = end;
      }
      return text + source.slice(from);
    },
    restore: (html: string): string =>
      html.replaceAll(PLACEHOLDERS, (written, index: string) => hidden[Number(index)] ?? written),
  };
}
