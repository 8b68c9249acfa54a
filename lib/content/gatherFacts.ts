import { decodeHTMLAttribute } from 'entities';
import type { ContentFacts, TemplateField } from './facts';
import type { HtmlReading } from './html/readHtml';
import type { Program } from './program';
import type { Node } from './template/nodes';
import { mentions, mentionsUnsubscribeUrl, walk } from './template/walk';

/**
 * Tags of other systems, as they stand in text: Mailchimp's `*|NAME|*`, `%name%`, `[[name]]`. What is percent-encoded in
 * a URL is none.
 */
const FOREIGN_TAGS =
  /\*\|[\w:]{1,50}\|\*|(?<![\w%/.-])%[a-z_][\w.]{2,50}%(?!\w)|\[\[\s*[a-z_][\w .-]{0,50}\]\]/gi;

/**
 * @param written the parts as people wrote them; `bodyText` is undefined where it is derived
 */
export function gatherFacts(
  compiled: { subject: Program; html: Program },
  written: { subject: Node[]; previewText: Node[]; body: Node[]; bodyText: Node[] | undefined },
  { links, images }: HtmlReading,
): ContentFacts {
  const parts = Object.entries(written).map(([field, nodes]) => ({
    field: field as TemplateField,
    nodes: nodes ?? [],
  }));
  return {
    variables: parts.flatMap(({ field, nodes }) =>
      Array.from(mentions(nodes), (mention) => ({ ...mention, field })),
    ),
    links: links.map(({ node }) => decodeHTMLAttribute(node.written).trim()),
    images: images.map(({ src, alt }) => ({ src: decodeHTMLAttribute(src), alt })),
    foreignTags: parts.flatMap(({ field, nodes }) => foreignTags(nodes).map((tag) => ({ tag, field }))),
    hasUnsubscribeLink: mentionsUnsubscribeUrl(written.body),
    subjectText: literalsOf(compiled.subject),
    htmlSize: Buffer.byteLength(literalsOf(compiled.html)),
  };
}

const foreignTags = (nodes: readonly Node[]): string[] =>
  [...walk(nodes)].flatMap((node) => (node.type === 'text' ? (node.text.match(FOREIGN_TAGS) ?? []) : []));

const literalsOf = (program: Program): string =>
  program.filter((segment) => typeof segment === 'string').join('');
