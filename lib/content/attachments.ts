import type { Attachment, AttachmentInfo, CampaignKey } from '../model';
import type { AttachmentRow, Db } from '../store';

/** Without the contents, which may be megabytes. */
const INFO_COLUMNS = ['campaign_id', 'filename', 'content_type', 'content_id', 'size'] as const;

/** What is attached to each of these campaigns, in the order it was given. */
export async function attachmentInfos(
  db: Db,
  campaigns: readonly CampaignKey[],
): Promise<Map<CampaignKey, AttachmentInfo[]>> {
  const infos = new Map(campaigns.map((campaign) => [campaign, [] as AttachmentInfo[]]));
  if (campaigns.length === 0) return infos;
  const rows = await db
    .selectFrom('campaign_attachments')
    .select(INFO_COLUMNS)
    .where('campaign_id', 'in', campaigns)
    .orderBy('campaign_id')
    .orderBy('position')
    .execute();
  for (const row of rows) infos.get(row.campaign_id)!.push(toInfo(row));
  return infos;
}

/** With their contents. */
export async function attachmentsOf(db: Db, campaign: CampaignKey): Promise<Attachment[]> {
  const rows = await db
    .selectFrom('campaign_attachments')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .orderBy('position')
    .execute();
  return rows.map(({ filename, content_type, content_id, content }) => ({
    filename,
    contentType: content_type,
    ...(content_id !== null && { contentId: content_id }),
    content,
  }));
}

export async function replaceAttachments(
  tx: Db,
  campaign: CampaignKey,
  attachments: readonly Attachment[],
): Promise<void> {
  await tx.deleteFrom('campaign_attachments').where('campaign_id', '=', campaign).execute();
  // One statement each: together they may be many megabytes.
  for (const [position, { filename, contentType, contentId, content }] of attachments.entries()) {
    const row: AttachmentRow = {
      campaign_id: campaign,
      position,
      filename,
      content_type: contentType,
      content_id: contentId ?? null,
      size: Buffer.byteLength(content, 'base64'),
      content,
    };
    await tx.insertInto('campaign_attachments').values(row).execute();
  }
}

export async function copyAttachments(tx: Db, from: CampaignKey, to: CampaignKey): Promise<void> {
  await tx
    .insertInto('campaign_attachments')
    .columns(['campaign_id', 'position', 'filename', 'content_type', 'content_id', 'size', 'content'])
    .expression((eb) =>
      eb
        .selectFrom('campaign_attachments')
        .select([
          // Postgres takes a bare parameter in a select list for text.
          eb.cast<CampaignKey>(eb.val(to), 'bigint').as('campaign_id'),
          'position',
          'filename',
          'content_type',
          'content_id',
          'size',
          'content',
        ])
        .where('campaign_id', '=', from),
    )
    .execute();
}

const toInfo = (row: Pick<AttachmentRow, (typeof INFO_COLUMNS)[number]>): AttachmentInfo => ({
  filename: row.filename,
  contentType: row.content_type,
  contentId: row.content_id,
  size: row.size,
});
