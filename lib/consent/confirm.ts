import { type ContactKey, MailtargetError, readConfirmation } from '../model';
import { type ContactRow, type SuppressionRow, transact } from '../store';
import { activate } from './activate';
import type { ConsentContext } from './context';
import { lockContact } from './lockContact';
import { suppressionOf } from './suppressionOf';

const GOOD_FOR_MS = 30 * 24 * 60 * 60_000;

/**
 * Makes the contact of a confirmation link active; a second time that changes nothing.
 * @throws MailtargetError CONFIRMATION_INVALID
 */
export async function confirm(
  { store: { db, dialect }, clock, settings }: ConsentContext,
  token: string,
  source: string | null,
): Promise<ContactKey> {
  const { deliveryKey } = await settings.forMessages();
  // A caller without types may give anything.
  const request = readConfirmation(deliveryKey, String(token));
  if (!request)
    throw invalid('It is not complete, or not one of ours: copy the whole link from the message.');
  const { contact, requestedAt } = request;
  const now = clock.now();
  if (now - requestedAt > GOOD_FOR_MS) throw invalid('It was good for 30 days. Ask for a new one.');

  await transact(db, async (tx) => {
    const row = await lockContact(tx, dialect, contact);
    const suppression = row && (await suppressionOf(tx, row.email));
    if (!row || !stillCounts(row, suppression, requestedAt)) {
      throw invalid('There is a newer one, or what it was for has changed since. Ask for a new one.');
    }
    if (row.status !== 'active' || suppression)
      await activate(tx, row, suppression, 'confirmed', source, now);
  });
  return contact;
}

/** Whoever left after they asked has taken it back; who complained, bounced or was suppressed by hand does not come back this way. */
function stillCounts(
  { status, opt_in_requested_at }: ContactRow,
  suppression: SuppressionRow | undefined,
  requestedAt: number,
): boolean {
  if (status === 'hard_bounce' || opt_in_requested_at !== requestedAt) return false;
  return !suppression || (suppression.reason === 'unsubscribe' && suppression.created_at <= requestedAt);
}

const invalid = (why: string): MailtargetError =>
  new MailtargetError('CONFIRMATION_INVALID', `This confirmation link is not valid. ${why}`);
