import { type Attachment, MailtargetError } from '../../model';
import { type Program, runProgram, type Scope } from '../program';
import type { CompiledMessage, MessageOptions, SentContent } from './compileMessage';
import { oneLine } from './headerText';
import { sharedHeaders, subjectOf, unsubscribeHeaders } from './headerValues';
import type { Mailbox } from './mailbox';
import { isShownIn, typeOfFile } from './parts';

export type TransmissionOptions = MessageOptions & {
  /** What the platform counts: it puts its own pixel and links into the message. */
  tracking: { opens: boolean; clicks: boolean };
};

/**
 * The body of a request to Mailtarget's Transmission API. The API knows no envelope and no Message-ID of ours: that one travels as
 * metadata, which its events echo. `headers` and `replyTo` are lists as in the API's OpenAPI document, `optionsAttributes` has the keys
 * of that document and of Mailtarget's Node SDK.
 * @throws MailtargetError TRANSPORT_UNFIT when the content shows attached images
 */
export function compileTransmission(
  { subject, html, text, contentIds }: SentContent,
  { attachments, tracking, ...options }: TransmissionOptions,
): CompiledMessage {
  if (attachments.some(isShownIn(contentIds))) throw unfit();
  const subjectProgram = subjectOf(subject, options);
  const shared = {
    from: addressOf(options.from),
    ...(options.replyTo !== null && { replyTo: [{ email: options.replyTo }] }),
    optionsAttributes: {
      openTracking: tracking.opens,
      clickTracking: tracking.clicks,
      // What people can unsubscribe from is not: the platform asks to say so.
      transactional: options.listId === null,
    },
  };
  const headers = sharedHeaders(options);
  const tail = attachments.length === 0 ? undefined : Buffer.from(attachmentsTail(attachments));
  return {
    fill({ messageId, to, scope }) {
      const body = JSON.stringify({
        ...shared,
        to: [addressOf(to)],
        subject: oneLine(fill(subjectProgram, scope)),
        bodyText: fill(text, scope),
        bodyHtml: fill(html, scope),
        headers: [...unsubscribeHeaders(options, scope), ...headers],
        metadata: { messageId },
      });
      return tail ? [Buffer.from(body.slice(0, -1)), tail] : [Buffer.from(body)];
    },
  };
}

/** Not every reader of JSON takes a lone surrogate. */
const fill = (program: Program, scope: Scope): string => runProgram(program, scope).toWellFormed();

function addressOf({ name, address }: Mailbox): { email: string; name?: string } {
  const shown = oneLine(name).toWellFormed();
  return shown === '' ? { email: address } : { email: address, name: shown };
}

/** The end of the object: the same for everybody, and large. */
const attachmentsTail = (attachments: readonly Attachment[]): string =>
  `,"attachments":${JSON.stringify(attachments.map(fileOf))}}`;

/** As docs-mailtarget.pages.dev/api-reference/transmission has it; the OpenAPI document has filename, mimeType and value instead. */
const fileOf = (attachment: Attachment) => ({
  name: oneLine(attachment.filename).toWellFormed(),
  type: typeOfFile(attachment),
  data: attachment.content,
});

const unfit = () =>
  new MailtargetError(
    'TRANSPORT_UNFIT',
    "This campaign shows attached images (cid:), which Mailtarget's Transmission API does not take. Use images with a URL, or send it through an SMTP relay.",
  );
