import type { z } from 'zod/v4';
import { bodyColumns, dataOf, findTemplate, trackingOf } from '../content';
import {
  type AttachmentInfo,
  type Campaign,
  type campaignChangesSchema,
  type Component,
  type Finding,
  type Recipients,
  toId,
  toIso,
  toIsoOrNull,
  type Utm,
} from '../model';
import type { CampaignRow, Db } from '../store';
import { findCategory } from './findCategory';

type ValidChanges = Omit<z.output<typeof campaignChangesSchema>, 'recipients'>;

/** What people write of a campaign, besides its attachments. */
const WRITTEN = [
  'subject',
  'preview_text',
  'sender_name',
  'sender_email',
  'reply_to',
  'body',
  'components',
  'template_id',
  'body_text',
  'substitution_data',
  'utm',
  'tracking',
  'category_id',
  'recipients',
] as const;
export type WrittenColumns = Pick<CampaignRow, (typeof WRITTEN)[number]>;

/** What a campaign need not have of its own. */
export const BLANK = {
  preview_text: null,
  reply_to: null,
  body: '',
  components: null,
  template_id: null,
  body_text: null,
  substitution_data: null,
  utm: null,
  tracking: null,
  category_id: null,
};

export const writtenOf = (row: CampaignRow): WrittenColumns =>
  Object.fromEntries(WRITTEN.map((column) => [column, row[column]])) as WrittenColumns;

/**
 * The columns that an edit writes, besides the recipients; an absent field has none. Empty optional text is the same
 * as no text.
 * @throws MailtargetError TEMPLATE_NOT_FOUND, CATEGORY_NOT_FOUND
 */
export async function toColumns(db: Db, changes: ValidChanges): Promise<Partial<WrittenColumns>> {
  const columns = {
    subject: changes.subject,
    preview_text: emptyToNull(changes.previewText),
    sender_name: changes.senderName,
    sender_email: changes.senderEmail,
    reply_to: changes.replyTo,
    substitution_data: toJson(changes.substitutionData),
    utm: toJson(changes.utm),
    tracking: toJson(changes.tracking),
  };
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  const { bodyText } = changes;
  return {
    ...Object.fromEntries(given),
    ...(await toBody(db, changes)),
    ...(await toCategory(db, changes)),
    ...(bodyText !== undefined && { body_text: bodyText || null }),
  };
}

/** However the body is given, that replaces the other ways, and the text that went with them. */
async function toBody(db: Db, changes: ValidChanges): Promise<Partial<WrittenColumns>> {
  if (changes.templateId !== undefined) {
    const { id } = await findTemplate(db, changes.templateId);
    return { body: '', components: null, body_text: null, template_id: id };
  }
  const columns = await bodyColumns(changes);
  return columns ? { ...columns, body_text: null, template_id: null } : {};
}

async function toCategory(db: Db, { categoryId }: ValidChanges): Promise<Partial<WrittenColumns>> {
  if (categoryId === undefined) return {};
  return { category_id: categoryId === null ? null : (await findCategory(db, categoryId)).id };
}

const emptyToNull = (text: string | null | undefined) => (text === '' ? null : text);
const toJson = (value: object | null | undefined) => (value ? JSON.stringify(value) : value);

export const toCampaign = (row: CampaignRow, attachments: AttachmentInfo[]): Campaign => ({
  id: toId(row.id),
  status: row.status,
  statusReason: row.status_reason,
  subject: row.subject,
  previewText: row.preview_text,
  senderName: row.sender_name,
  senderEmail: row.sender_email,
  replyTo: row.reply_to,
  body: row.body === '' ? null : row.body,
  components: row.components === null ? null : (JSON.parse(row.components) as Component[]),
  templateId: row.template_id === null ? null : toId(row.template_id),
  bodyText: row.body_text,
  ...dataOf(row),
  attachments,
  utm: row.utm === null ? null : (JSON.parse(row.utm) as Utm),
  tracking: trackingOf(row),
  categoryId: row.category_id === null ? null : toId(row.category_id),
  warnings: JSON.parse(row.warnings) as Finding[],
  recipients: JSON.parse(row.recipients) as Recipients,
  scheduledAt: toIsoOrNull(row.scheduled_at),
  launchedAt: toIsoOrNull(row.launched_at),
  sentAt: toIsoOrNull(row.sent_at),
  createdAt: toIso(row.created_at),
  updatedAt: toIso(row.updated_at),
});
