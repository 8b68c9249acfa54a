import { z } from 'zod/v4';
import { headerText } from './validate';

/** Base64 of 10 MB: with the message around it still below what relays commonly take (25 MB). */
const MAX_BASE64 = 13_981_016;

/** A file that travels with every message. `content` is base64. */
export const attachmentSchema = z.strictObject({
  filename: headerText(255).refine((name) => name.trim().length > 0, 'An attachment needs a file name.'),
  contentType: z
    .string()
    .max(127)
    .regex(/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/, 'A content type looks like application/pdf.')
    .default('application/octet-stream'),
  /** Shown inside the HTML where an image's src is `cid:` and this. */
  contentId: z
    .string()
    .max(200)
    .regex(/^[\w.+@-]+$/, 'A content id is one word of letters, digits and . _ + @ -')
    .optional(),
  content: z.base64('The content of an attachment is base64.'),
});
export type AttachmentInput = z.input<typeof attachmentSchema>;
export type Attachment = z.output<typeof attachmentSchema>;

export const attachmentsSchema = z
  .array(attachmentSchema)
  .max(20, 'Use at most 20 attachments.')
  .refine(
    (attachments) => attachments.reduce((sum, { content }) => sum + content.length, 0) <= MAX_BASE64,
    'The attachments are over 10 MB together. Link to large files instead.',
  )
  .refine((attachments) => {
    const ids = attachments.flatMap(({ contentId }) => contentId ?? []);
    return new Set(ids).size === ids.length;
  }, 'Two attachments have the same content id. Give each its own, so that images can name one of them.');

/** An attachment as a campaign shows it: without its content. */
export interface AttachmentInfo {
  filename: string;
  contentType: string;
  contentId: string | null;
  /** Bytes. */
  size: number;
}
