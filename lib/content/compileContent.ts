import type { Utm } from '../model';
import { contentIdsIn } from './contentIds';
import type { ContentFacts } from './facts';
import { gatherFacts } from './gatherFacts';
import { deriveText } from './html/deriveText';
import { inlineCss } from './html/inlineCss';
import { addFooter, addPreheader } from './html/insertions';
import { readHtml } from './html/readHtml';
import { type CompiledLink, completeLinks, linkWriter, type Tracking } from './links';
import { oneLine } from './message/headerText';
import { withPixel } from './pixel';
import { type Program, runProgram, type Scope } from './program';
import { compileNodes } from './template/compileNodes';
import type { Node } from './template/nodes';
import { parseTemplate } from './template/parseTemplate';
import { isSurelyIn, showsUnsubscribeUrl } from './template/walk';
import { readText } from './text/readText';
import { withinTime } from './withinTime';

/** The written parts of a campaign, as templates. */
export interface Content {
  subject: string;
  previewText: string | null;
  body: string;
  bodyText: string | null;
  utm: Utm | null;
  /** For the footer of a body that does not say how to unsubscribe; null where there is nothing to unsubscribe from. */
  sender: { name: string; email: string } | null;
}

/** A campaign's content, compiled once for all recipients: what preview, lint and HTTP transports need of it. */
export interface CompiledContent {
  subject: Program;
  previewText: Program;
  html: Program;
  text: Program;
  /** The tracked ones, by their numbers. */
  links: readonly CompiledLink[];
  /** Of the attachments that the body shows. */
  contentIds: ReadonlySet<string>;
  facts: ContentFacts;
}

/**
 * @param options.tracking where opens and clicks are counted; null leaves every URL as it was written, and adds no pixel
 * @throws MailtargetError TEMPLATE_INVALID with `field`, `line` and `column`, as they are in what was written
 */
export const compileContent = (content: Content, options: { tracking: Tracking | null }): CompiledContent =>
  withinTime(() => compile(content, options));

function compile(content: Content, options: { tracking: Tracking | null }): CompiledContent {
  const subject = parseTemplate(content.subject, 'subject');
  const previewText = parseTemplate(content.previewText ?? '', 'previewText');
  const bodyText = content.bodyText === null ? undefined : parseTemplate(content.bodyText, 'bodyText');
  // The body as written comes first: once its styles are inlined, lines and columns are others.
  const body = parseTemplate(content.body, 'body');
  const asWritten = readHtml(body, 'body');

  const inlined = inlineCss(content.body);
  const { sender } = content;
  const complete = asWritten.hasUnsubscribeLink || !sender ? inlined : addFooter(inlined, sender);
  const visible = content.previewText ? addPreheader(complete, content.previewText) : complete;
  const html = readHtml(parseTemplate(visible, 'body'), 'body');
  const ownText = bodyText ?? deriveText(readHtml(parseTemplate(inlined, 'body'), 'body').nodes);
  const text = readText(
    isSurelyIn(ownText, showsUnsubscribeUrl) || !sender ? ownText : withFooter(ownText, sender),
  );
  const links = completeLinks(html.links, text.links, content.utm);

  const toProgram = (nodes: readonly Node[]) => compileNodes(nodes, linkWriter(options.tracking));
  const compiled = {
    subject: toProgram(subject),
    previewText: toProgram(previewText),
    html: options.tracking?.opens
      ? withPixel(toProgram(html.nodes), options.tracking.publicUrl)
      : toProgram(html.nodes),
    text: toProgram(text.nodes),
    links,
    contentIds: contentIdsIn(content.body),
  };
  return {
    ...compiled,
    facts: gatherFacts(compiled, { subject, previewText, body, bodyText, utm: content.utm }, asWritten),
  };
}

function withFooter(text: readonly Node[], { name, email }: NonNullable<Content['sender']>): readonly Node[] {
  const who = [name, email].filter(Boolean).join(', ');
  return [
    ...text,
    { type: 'text', text: `\n\n-- \n${who}\nUnsubscribe: ` },
    ...parseTemplate('{{unsubscribe_url}}', 'bodyText'),
  ];
}

/** What one recipient reads. */
export interface RenderedContent {
  subject: string;
  previewText: string;
  html: string;
  text: string;
}

export const renderContent = (
  { subject, previewText, html, text }: Pick<CompiledContent, 'subject' | 'previewText' | 'html' | 'text'>,
  scope: Scope,
): RenderedContent => ({
  subject: oneLine(runProgram(subject, scope)),
  previewText: oneLine(runProgram(previewText, scope)),
  html: runProgram(html, scope),
  text: runProgram(text, scope),
});
