import { BLOCK_LINES } from '../template/protectTags';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** For text and for attributes. Entities stay what they are: people paste `&nbsp;` and `&amp;`. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[<>"]|&(?!(?:[a-z][a-z0-9]*|#\d+|#x[0-9a-f]+);)/gi, (character) => ESCAPES[character]!);

/** Plain text as HTML, with its line breaks. */
export const escapeLines = (text: string): string => escapeHtml(text.trim()).replaceAll(/\r\n?|\n/g, '<br>');

/** A tag or a comment; `<ana@roastery.example>` is neither. */
const HTML_TAG = /<(?:!--|\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>)/i;

/** Of a text whose template tags are hidden, like what follows. */
export const isHtml = (text: string): boolean => HTML_TAG.test(text);

/** HTML as it is; a text without any HTML tag becomes paragraphs. */
export const textToHtml = (text: string): string =>
  isHtml(text) ? text : paragraphs(text.replaceAll(/\r\n?/g, '\n'));

/** A line with only a block tag stands between paragraphs, so that they come and go as a whole. */
const paragraphs = (text: string): string =>
  text
    .split(BLOCK_LINES)
    .map((piece, index) =>
      index % 2 === 1
        ? piece
        : piece
            .split(/\n[ \t]*\n/)
            .map(paragraph)
            .join(''),
    )
    .join('');

const paragraph = (text: string): string => (text.trim() === '' ? '' : `<p>${escapeLines(text)}</p>`);
