import type { HtmlTag } from './readTags';

/** A style element. */
export interface StyleSheet {
  tag: HtmlTag;
  css: string;
  /** Behind its end tag. */
  end: number;
  /** It is not for inlining: its author says so (`data-embed`), or it holds for some recipients only, or a part of it. */
  isKept: boolean;
}

export const styleSheets = (html: string, tags: readonly HtmlTag[]): StyleSheet[] =>
  tags
    .filter(({ element, isClosing }) => element === 'style' && !isClosing)
    .map((tag) => {
      const endTag = /<\/style[^>]*>/gi;
      endTag.lastIndex = tag.end;
      const found = endTag.exec(html);
      const css = html.slice(tag.end, found?.index);
      return {
        tag,
        css,
        end: found ? endTag.lastIndex : html.length,
        isKept: tag.isInBlock || css.includes('{{') || tag.attributes.has('data-embed'),
      };
    });
