import { Labels } from '../audience';
import { attachmentInfos, copyAttachments, replaceAttachments, supplied } from '../content';
import {
  type CampaignChanges,
  campaignChangesSchema,
  type CampaignInput,
  campaignInputSchema,
  type CampaignKey,
  type Clock,
  mergeRecipients,
  type Recipients,
  validate,
} from '../model';
import type { Settings } from '../settings';
import { type CampaignRow, type Db, findCampaign, type Store, transact } from '../store';
import { BLANK, toColumns, type WrittenColumns, writtenOf } from './campaignRows';
import { EDITABLE } from './lifecycle';
import { lintWritten } from './lintCampaign';
import { notEditable } from './refusals';
import { senderColumns } from './sender';

interface Writer {
  store: Store;
  clock: Clock;
  settings: Settings;
}

type ContentIds = (string | null)[];

export async function createCampaign(writer: Writer, input: CampaignInput): Promise<CampaignRow> {
  const { db } = writer.store;
  const valid = validate(campaignInputSchema, input, 'campaign');
  const attachments = valid.attachments ?? [];
  const columns = {
    ...BLANK,
    ...(await toColumns(db, valid)),
    ...(await senderColumns(writer.settings, valid)),
  } as WrittenColumns;
  await assertLabels(db, valid.recipients);
  return insert(writer, columns, contentIdsOf(attachments), (tx, campaign) =>
    replaceAttachments(tx, campaign, attachments),
  );
}

export async function changeCampaign(
  { store: { db }, clock }: Writer,
  id: string,
  changes: CampaignChanges,
): Promise<CampaignRow> {
  const valid = validate(campaignChangesSchema, changes, 'campaign');
  const { attachments } = valid;
  const before = await findCampaign(db, id);
  const recipients =
    valid.recipients && mergeRecipients(JSON.parse(before.recipients) as Recipients, valid.recipients);
  const columns = await toColumns(db, { ...valid, recipients });
  await assertLabels(db, recipients);
  const contentIds =
    attachments === undefined ? await storedContentIds(db, before.id) : contentIdsOf(attachments ?? []);
  const warnings = await warningsOf(db, { ...before, ...columns }, contentIds);
  const row = await transact(db, async (tx) => {
    const changed = await tx
      .updateTable('campaigns')
      .set({ ...columns, warnings, updated_at: clock.now() })
      .where('id', '=', before.id)
      .where('status', 'in', EDITABLE)
      .returningAll()
      .executeTakeFirst();
    if (changed && attachments !== undefined) await replaceAttachments(tx, before.id, attachments ?? []);
    return changed;
  });
  if (!row) throw notEditable(await findCampaign(db, id));
  return row;
}

/** Of a launched campaign the content is its own, whatever became of the template. */
export async function copyCampaign(writer: Writer, id: string): Promise<CampaignRow> {
  const { db } = writer.store;
  const original = await findCampaign(db, id);
  const columns = writtenOf(original);
  if (original.body !== '') columns.template_id = null;
  return insert(writer, columns, await storedContentIds(db, original.id), (tx, copy) =>
    copyAttachments(tx, original.id, copy),
  );
}

async function insert(
  { store: { db }, clock }: Writer,
  columns: WrittenColumns,
  contentIds: ContentIds,
  attach: (tx: Db, campaign: CampaignKey) => Promise<void>,
): Promise<CampaignRow> {
  const warnings = await warningsOf(db, columns, contentIds);
  const now = clock.now();
  return transact(db, async (tx) => {
    const row = await tx
      .insertInto('campaigns')
      .values({ ...columns, status: 'draft', warnings, freeze_cursor: 0, created_at: now, updated_at: now })
      .returningAll()
      .executeTakeFirstOrThrow();
    await attach(tx, row.id);
    return row;
  });
}

/**
 * What there is to look at, what will keep it from being launched first.
 * @throws MailtargetError TEMPLATE_INVALID
 */
async function warningsOf(db: Db, columns: WrittenColumns, contentIds: ContentIds): Promise<string> {
  const { row } = await supplied(db, columns);
  const { errors, warnings } = lintWritten(row, contentIds).report;
  return JSON.stringify([...errors, ...warnings]);
}

async function assertLabels(db: Db, recipients: Recipients | undefined): Promise<void> {
  const labels = new Labels(db);
  await labels.assertExist(recipients?.labelIds ?? [], 'recipients.labelIds');
  await labels.assertExist(recipients?.excludeLabelIds ?? [], 'recipients.excludeLabelIds');
}

const contentIdsOf = (attachments: readonly { contentId?: string | null | undefined }[]): ContentIds =>
  attachments.map(({ contentId }) => contentId ?? null);

const storedContentIds = async (db: Db, campaign: CampaignKey): Promise<ContentIds> =>
  contentIdsOf((await attachmentInfos(db, [campaign])).get(campaign)!);
