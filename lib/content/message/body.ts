import type { Attachment } from '../../model';
import type { Program } from '../program';
import { oneByte } from './oneByte';
import { attachmentPart, type EncodedProgram, isShownIn, textPart } from './parts';

/** `=_` is neither in quoted-printable nor in base64 (RFC 2045 section 6.7), so no part can hold its boundary. */
const boundaryOf = (subtype: string): string => `=_${subtype}`;

const contentType = (subtype: string): string =>
  `Content-Type: multipart/${subtype};\r\n boundary="${boundaryOf(subtype)}"`;

/** A message from its Content-Type header on. */
export interface CompiledBody {
  program: EncodedProgram;
  /** What comes last and is the same for everybody; empty without attachments. */
  tail: string;
}

/**
 * Text and HTML are alternatives; images that the HTML shows are related to them; other files come after that:
 * mixed(related(alternative(text, html), images), files). So everything big comes last, whatever was filled in.
 */
export function compileBody(
  { html, text, contentIds }: { html: Program; text: Program; contentIds: ReadonlySet<string> },
  attachments: readonly Attachment[],
): CompiledBody {
  const isInline = isShownIn(contentIds);
  const images = attachments.filter(isInline).map((attachment) => attachmentPart(attachment, 'inline'));
  const files = attachments
    .filter((attachment) => !isInline(attachment))
    .map((attachment) => attachmentPart(attachment, 'attachment'));

  const related = wrapper('related', ';\r\n type="multipart/alternative"', images);
  const mixed = wrapper('mixed', '', files);
  const next = delimiter('alternative');
  const program = [
    `${mixed.before}${related.before}${contentType('alternative')}\r\n${next}`,
    ...textPart('plain', text),
    next,
    ...textPart('html', html),
    closing('alternative'),
  ];
  return {
    program: program.map((segment) => (typeof segment === 'string' ? oneByte(segment) : segment)),
    tail: related.after + mixed.after,
  };
}

/** What stands before and after a multipart's first part, when there are further ones. */
function wrapper(subtype: string, parameters: string, further: readonly string[]) {
  if (further.length === 0) return { before: '', after: '' };
  return {
    before: `${contentType(subtype)}${parameters}\r\n${delimiter(subtype)}`,
    after: further.map((part) => delimiter(subtype) + part).join('') + closing(subtype),
  };
}

const delimiter = (subtype: string): string => `\r\n--${boundaryOf(subtype)}\r\n`;
const closing = (subtype: string): string => `\r\n--${boundaryOf(subtype)}--\r\n`;
