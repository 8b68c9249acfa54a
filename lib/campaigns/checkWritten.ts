import { lockReferences, resolveAudience } from '../audience';
import { attachmentInfos, supplied } from '../content';
import {
  type CampaignKey,
  mergeRecipients,
  NOBODY,
  type RecipientsChanges,
  templateNotFound,
  toId,
} from '../model';
import { type Db, isForeignKeyViolation, type Store } from '../store';
import type { WrittenColumns } from './campaignRows';
import { findCategory } from './findCategory';
import { lintWritten } from './lintCampaign';

/** Of a campaign's attachments; null for those that have none. */
export type ContentIds = (string | null)[];

/**
 * What there is to look at, what will keep it from being launched first.
 * @throws MailtargetError TEMPLATE_INVALID
 */
export async function warningsOf(db: Db, columns: WrittenColumns, contentIds: ContentIds): Promise<string> {
  const { row } = await supplied(db, columns);
  const { errors, warnings } = lintWritten(row, contentIds).report;
  return JSON.stringify([...errors, ...warnings]);
}

/**
 * Refuses labels and segments that do not exist, and keeps the others from being deleted until the campaign is written.
 * @throws MailtargetError LABEL_NOT_FOUND, SEGMENT_NOT_FOUND
 */
export async function assertRecipients(
  tx: Db,
  dialect: Store['dialect'],
  recipients: RecipientsChanges | undefined,
): Promise<void> {
  if (recipients === undefined) return;
  await lockReferences(tx, dialect, 'share');
  await resolveAudience(tx, mergeRecipients(NOBODY, recipients), 0);
}

/**
 * Template and category may be deleted between the look at them and the write.
 * @throws MailtargetError TEMPLATE_NOT_FOUND, CATEGORY_NOT_FOUND
 */
export async function refuseMissing<T>(
  db: Db,
  { template_id: template, category_id: category }: Partial<WrittenColumns>,
  written: Promise<T>,
): Promise<T> {
  try {
    return await written;
  } catch (error) {
    if (!isForeignKeyViolation(error)) throw error;
    if (category) await findCategory(db, toId(category));
    if (template) throw templateNotFound(toId(template));
    throw error;
  }
}

export const contentIdsOf = (attachments: readonly { contentId?: string | null | undefined }[]): ContentIds =>
  attachments.map(({ contentId }) => contentId ?? null);

export const storedContentIds = async (db: Db, campaign: CampaignKey): Promise<ContentIds> =>
  contentIdsOf((await attachmentInfos(db, [campaign])).get(campaign)!);
