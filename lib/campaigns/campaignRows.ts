import type { z } from 'zod/v4';
import {
  type Campaign,
  type campaignChangesSchema,
  type Recipients,
  toId,
  toIso,
  toIsoOrNull,
} from '../model';
import type { CampaignRow } from '../store';

type ValidChanges = z.output<typeof campaignChangesSchema>;
/** What people write of a campaign. */
export type WrittenColumns = Pick<
  CampaignRow,
  | 'subject'
  | 'preview_text'
  | 'sender_name'
  | 'sender_email'
  | 'reply_to'
  | 'body'
  | 'body_text'
  | 'recipients'
>;

/** The columns that an edit writes; an absent field has none. Empty optional text is the same as no text. */
export function toColumns(changes: ValidChanges): Partial<WrittenColumns> {
  const columns = {
    subject: changes.subject,
    preview_text: emptyToNull(changes.previewText),
    sender_name: changes.senderName,
    sender_email: changes.senderEmail,
    reply_to: changes.replyTo,
    body: changes.body,
    body_text: emptyToNull(changes.bodyText),
    recipients: changes.recipients && JSON.stringify(changes.recipients),
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

const emptyToNull = (text: string | null | undefined) => (text === '' ? null : text);

export const toCampaign = (row: CampaignRow): Campaign => ({
  id: toId(row.id),
  status: row.status,
  statusReason: row.status_reason,
  subject: row.subject,
  previewText: row.preview_text,
  senderName: row.sender_name,
  senderEmail: row.sender_email,
  replyTo: row.reply_to,
  body: row.body,
  bodyText: row.body_text,
  recipients: JSON.parse(row.recipients) as Recipients,
  scheduledAt: toIsoOrNull(row.scheduled_at),
  launchedAt: toIsoOrNull(row.launched_at),
  sentAt: toIsoOrNull(row.sent_at),
  createdAt: toIso(row.created_at),
  updatedAt: toIso(row.updated_at),
});
