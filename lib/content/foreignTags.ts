import type { Node } from './template/nodes';
import { walk } from './template/walk';

const FOREIGN_TAGS = new RegExp(
  [
    // Mailchimp
    String.raw`\*\|[\w:]{1,50}\|\*`,
    // `%name%`; what is percent-encoded in a URL is none.
    String.raw`(?<![\w%/.-])%[a-z_][\w.]{2,50}%(?!\w)`,
    // Salesforce
    String.raw`(?<![\d%])%%[a-z_][\w. ]{0,50}%%`,
    // `[[name]]`
    String.raw`\[\[\s*[a-z_][\w .-]{0,50}\]\]`,
    // Liquid and Jinja
    String.raw`\{%[^{}]{1,200}?%\}`,
    // `${name}`
    String.raw`\$\{\s*[a-z_][\w.]{0,50}\s*\}`,
  ].join('|'),
  'gi',
);

/** Tags of other systems, as they stand in text: nobody fills them in. */
export const foreignTagsIn = (nodes: readonly Node[]): string[] =>
  [...walk(nodes)].flatMap((node) => (node.type === 'text' ? (node.text.match(FOREIGN_TAGS) ?? []) : []));
