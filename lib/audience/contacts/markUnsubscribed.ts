import type { ContactKey } from '../../model';
import type { Db } from '../../store';
import { recordConsents } from './recordConsents';

/**
 * Who does not want to be mailed any more; confirmation links that they have are void from now on. Who bounced stays so.
 * @param source how they said so
 */
export async function markUnsubscribed(
  tx: Db,
  contacts: readonly ContactKey[],
  source: string,
  now: number,
): Promise<void> {
  if (contacts.length === 0) return;
  const left = await tx
    .updateTable('contacts')
    .set({ status: 'unsubscribed', opt_in_requested_at: null, updated_at: now })
    .where('id', 'in', contacts)
    .where('status', 'in', ['active', 'pending'])
    .returning('id')
    .execute();
  await recordConsents(
    tx,
    left.map(({ id }) => id),
    { action: 'unsubscribed', source, at: now },
  );
}
