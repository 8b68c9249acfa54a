import { Labels } from '../audience';
import { attachmentInfos, supplied } from '../content';
import { type CampaignKey, type RecipientsChanges, type TemplateKey, templateNotFound, toId } from '../model';
import { type Db, isForeignKeyViolation, type Store } from '../store';
import type { WrittenColumns } from './campaignRows';
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

/** @throws MailtargetError LABEL_NOT_FOUND */
export async function assertLabels(store: Store, recipients: RecipientsChanges | undefined): Promise<void> {
  const labels = new Labels(store);
  await labels.assertExist(recipients?.labelIds ?? [], 'recipients.labelIds');
  await labels.assertExist(recipients?.excludeLabelIds ?? [], 'recipients.excludeLabelIds');
}

/**
 * The template may be deleted between the look at it and the write.
 * @throws MailtargetError TEMPLATE_NOT_FOUND
 */
export async function refuseMissingTemplate<T>(
  template: TemplateKey | null | undefined,
  written: Promise<T>,
): Promise<T> {
  try {
    return await written;
  } catch (error) {
    if (template && isForeignKeyViolation(error)) throw templateNotFound(toId(template));
    throw error;
  }
}

export const contentIdsOf = (attachments: readonly { contentId?: string | null | undefined }[]): ContentIds =>
  attachments.map(({ contentId }) => contentId ?? null);

export const storedContentIds = async (db: Db, campaign: CampaignKey): Promise<ContentIds> =>
  contentIdsOf((await attachmentInfos(db, [campaign])).get(campaign)!);
