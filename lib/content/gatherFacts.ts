import { decodeHTMLAttribute } from 'entities';
import type { Utm } from '../model';
import type { ContentFacts, TemplateField } from './facts';
import { foreignTagsIn } from './foreignTags';
import type { HtmlReading } from './html/readHtml';
import type { Program } from './program';
import type { Node } from './template/nodes';
import { parseTemplate } from './template/parseTemplate';
import { mentions } from './template/walk';

/** The parts as people wrote them. */
interface Written {
  subject: Node[];
  previewText: Node[];
  body: Node[];
  /** Undefined where it is derived. */
  bodyText: Node[] | undefined;
  utm?: Utm | null;
}

/** @throws MailtargetError TEMPLATE_INVALID for the campaign parameters: without links nothing else looks at them */
export function gatherFacts(
  compiled: { subject: Program; html: Program },
  written: Written,
  { nodes, links, images, hasUnsubscribeLink }: HtmlReading,
): ContentFacts {
  const { utm, ...texts } = written;
  const parts = Object.entries({ ...texts, utm: utmNodes(utm) }).map(([field, nodes]) => ({
    field: field as TemplateField,
    nodes: nodes ?? [],
  }));
  return {
    variables: parts.flatMap(({ field, nodes }) =>
      Array.from(mentions(nodes), (mention) => ({ ...mention, field })),
    ),
    links: links.map(({ node }) => decodeHTMLAttribute(node.written).trim()),
    images: images.map(({ src, alt }) => ({ src: decodeHTMLAttribute(src), alt })),
    foreignTags: parts.flatMap(({ field, nodes }) => foreignTagsIn(nodes).map((tag) => ({ tag, field }))),
    hasUnsubscribeLink,
    subjectText: literalsOf(compiled.subject),
    htmlSize: Buffer.byteLength(literalsOf(compiled.html)) + sizeOf(nodes.filter(isBlock)),
  };
}

const utmNodes = (utm: Utm | null | undefined): Node[] =>
  Object.values(utm ?? {}).flatMap((value) => parseTemplate(value, 'utm'));

const literalsOf = (program: Program): string =>
  program.filter((segment) => typeof segment === 'string').join('');

const isBlock = ({ type }: Node): boolean => type === 'block';

function sizeOf(nodes: readonly Node[]): number {
  return nodes.reduce((size, node) => size + ownSize(node), 0);
}

function ownSize(node: Node): number {
  switch (node.type) {
    case 'text':
      return Buffer.byteLength(node.text);
    case 'link':
      return sizeOf(node.url);
    case 'block':
      return Math.max(sizeOf(node.body), sizeOf(node.otherwise));
    case 'value':
      return 0;
  }
}
