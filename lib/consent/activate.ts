import { recordConsents } from '../audience';
import type { ConsentAction } from '../model';
import type { ContactRow, Db, SuppressionRow } from '../store';

/** Makes a locked contact one who may be mailed; of the suppressions only the one that was looked at goes. */
export async function activate(
  tx: Db,
  { id, email, status, subscribed_at }: ContactRow,
  suppression: SuppressionRow | undefined,
  action: ConsentAction,
  source: string | null,
  now: number,
): Promise<void> {
  await tx
    .updateTable('contacts')
    .set({ status: 'active', subscribed_at: status === 'active' ? subscribed_at : now, updated_at: now })
    .where('id', '=', id)
    .execute();
  if (suppression) {
    await tx
      .deleteFrom('suppressions')
      .where('email', '=', email)
      .where('reason', '=', suppression.reason)
      .execute();
  }
  await recordConsents(tx, [id], { action, source, at: now });
}
