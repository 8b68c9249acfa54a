import { describeUsers, findUsers, lockReferences } from '../audience';
import { toId } from '../model';
import { findCampaign, type Store, transact } from '../store';
import { isInFilters, notDeletable } from './refusals';

/**
 * Deletes a draft.
 * @throws MailtargetError CAMPAIGN_NOT_FOUND; CAMPAIGN_NOT_DELETABLE for what is no draft, and while a segment asks who received it: without it
 *         everybody would have not
 */
export async function deleteCampaign({ db, dialect }: Store, id: string): Promise<void> {
  await transact(db, async (tx) => {
    await lockReferences(tx, dialect, 'alone');
    const campaign = await findCampaign(tx, id);
    const users = describeUsers(await findUsers(tx, { type: 'campaign', id: toId(campaign.id) }));
    if (users !== undefined) throw isInFilters(campaign, users);
    const deleted = await tx
      .deleteFrom('campaigns')
      .where('id', '=', campaign.id)
      .where('status', '=', 'draft')
      .returning('id')
      .executeTakeFirst();
    if (!deleted) throw notDeletable(await findCampaign(tx, id));
  });
}
