import { htmlToText } from 'html-to-text';
import { protectTags } from '../template/protectTags';

const asTyped = { options: { uppercase: false } };
const SELECTORS = [
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, ...asTyped })),
  { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
  { selector: 'img', format: 'skip' },
];

/** The plain text of a body that comes without one, as a template again: the tags stay, other double braces are text. */
export const deriveText = (html: string): string =>
  protectTags(html, (text) =>
    withoutGaps(htmlToText(text, { wordwrap: false, selectors: SELECTORS })).replaceAll(
      /(?<!\\)\{\{/g,
      '\\{{',
    ),
  );

/** Tables in tables leave many empty lines. */
const withoutGaps = (text: string): string => text.replaceAll(/\n\s*\n\s*\n/g, '\n\n');
