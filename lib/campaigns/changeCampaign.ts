import type { z } from 'zod/v4';
import { replaceAttachments } from '../content';
import {
  type CampaignChanges,
  campaignChangesSchema,
  MailtargetError,
  mergeRecipients,
  type Recipients,
  validate,
} from '../model';
import { type CampaignRow, findCampaign, transact } from '../store';
import { toColumns, type WrittenColumns } from './campaignRows';
import { assertRecipients, contentIdsOf, refuseMissing, storedContentIds, warningsOf } from './checkWritten';
import type { Writer } from './createCampaign';
import { EDITABLE } from './lifecycle';
import { notEditable } from './refusals';

/** Of so many who change a campaign at the same time, each gets through. */
const MAX_TRIES = 50;

/**
 * Changes a campaign. What was read, merged and checked is written only where nobody else wrote in between: otherwise it
 * starts over.
 */
export async function changeCampaign(
  writer: Writer,
  id: string,
  changes: CampaignChanges,
): Promise<CampaignRow> {
  const { recipients, attachments, ...valid } = validate(campaignChangesSchema, changes, 'campaign');
  const columns = await toColumns(writer.store.db, valid);
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const row = await tryToChange(writer, id, { columns, recipients, attachments });
    if (row) return row;
  }
  throw new MailtargetError('INTERNAL', `Many others change campaign ${id} at this moment. Try again.`);
}

type ValidChanges = z.output<typeof campaignChangesSchema>;

interface Change extends Pick<ValidChanges, 'recipients' | 'attachments'> {
  columns: Partial<WrittenColumns>;
}

/** @returns undefined when somebody else wrote meanwhile */
async function tryToChange(
  { store: { db, dialect }, clock }: Writer,
  id: string,
  { columns, recipients, attachments }: Change,
): Promise<CampaignRow | undefined> {
  const before = await findCampaign(db, id);
  if (!EDITABLE.includes(before.status)) throw notEditable(before);
  const merged = recipients && mergeRecipients(JSON.parse(before.recipients) as Recipients, recipients);
  const written = { ...columns, ...(merged && { recipients: JSON.stringify(merged) }) };
  const contentIds =
    attachments === undefined ? await storedContentIds(db, before.id) : contentIdsOf(attachments ?? []);
  const warnings = await warningsOf(db, { ...before, ...written }, contentIds);
  const changed = transact(db, async (tx) => {
    await assertRecipients(tx, dialect, recipients);
    const row = await tx
      .updateTable('campaigns')
      .set({
        ...written,
        warnings,
        // It told why the campaign came back as it was.
        status_reason: null,
        revision: before.revision + 1,
        updated_at: clock.now(),
      })
      .where('id', '=', before.id)
      .where('revision', '=', before.revision)
      .returningAll()
      .executeTakeFirst();
    if (row && attachments !== undefined) await replaceAttachments(tx, before.id, attachments ?? []);
    return row;
  });
  return refuseMissing(db, columns, changed);
}
