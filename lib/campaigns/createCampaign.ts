import { copyAttachments, replaceAttachments } from '../content';
import { type CampaignInput, campaignInputSchema, type CampaignKey, type Clock, validate } from '../model';
import type { Settings } from '../settings';
import { type CampaignRow, type Db, findCampaign, type Store, transact } from '../store';
import { BLANK, toColumns, type WrittenColumns, writtenOf } from './campaignRows';
import {
  assertRecipients,
  type ContentIds,
  contentIdsOf,
  refuseMissing,
  storedContentIds,
  warningsOf,
} from './checkWritten';
import { senderColumns } from './sender';

export interface Writer {
  store: Store;
  clock: Clock;
  settings: Settings;
}

export async function createCampaign(writer: Writer, input: CampaignInput): Promise<CampaignRow> {
  const { recipients, attachments = [], ...valid } = validate(campaignInputSchema, input, 'campaign');
  const columns = {
    ...BLANK,
    subject: valid.subject,
    recipients: JSON.stringify(recipients),
    ...(await toColumns(writer.store.db, valid)),
    ...(await senderColumns(writer.settings, valid)),
  };
  return insert(writer, columns, contentIdsOf(attachments), async (tx, campaign) => {
    await assertRecipients(tx, writer.store.dialect, recipients);
    await replaceAttachments(tx, campaign, attachments);
  });
}

/**
 * Of a launched campaign the content is its own, whatever became of the template. Labels and segments of its recipients may be gone:
 * whoever sends or counts the copy is told.
 */
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
  complete: (tx: Db, campaign: CampaignKey) => Promise<void>,
): Promise<CampaignRow> {
  const warnings = await warningsOf(db, columns, contentIds);
  const now = clock.now();
  const inserted = transact(db, async (tx) => {
    const row = await tx
      .insertInto('campaigns')
      .values({ ...columns, status: 'draft', warnings, freeze_cursor: 0, created_at: now, updated_at: now })
      .returningAll()
      .executeTakeFirstOrThrow();
    await complete(tx, row.id);
    return row;
  });
  return refuseMissing(db, columns, inserted);
}
