import { findContact, recordConsents } from '../audience';
import { handOverOne, identityOf } from '../delivery';
import {
  type ConfirmationInput,
  confirmationInputSchema,
  MailtargetError,
  type Sender,
  signConfirmation,
  validate,
} from '../model';
import type { Settings } from '../settings';
import { type ContactRow, type Db, type SuppressionRow, transact } from '../store';
import { confirmationLink } from './confirmationLink';
import { confirmationMessage } from './confirmationMessage';
import type { ConsentContext } from './context';
import { addressSuppressed, suppressionOf } from './suppressionOf';

/** Whoever enters a stranger's address into a form again and again has them mailed once in so long. */
const ONE_REQUEST_IN_MS = 5 * 60_000;

/**
 * Mails a contact the link to confirm with.
 * @returns false where nothing was sent: they are active, or were asked within the last five minutes
 * @throws MailtargetError as the interface says. The request then counts as not made, so it may be made again at once.
 */
export async function requestConfirmation(
  { store: { db }, clock, settings, fleet }: ConsentContext,
  idOrEmail: string,
  input: ConfirmationInput,
): Promise<boolean> {
  const {
    sender,
    confirmUrl,
    source = null,
    ...text
  } = validate(confirmationInputSchema, input, 'confirmation');
  const contact = await findContact(db, idOrEmail);
  const suppression = await suppressionOf(db, contact.email);
  refuseUnreachable(contact, suppression);
  const now = clock.now();
  const isActive = contact.status === 'active' && !suppression;
  if (isActive || (contact.opt_in_requested_at ?? 0) > now - ONE_REQUEST_IN_MS) return false;

  const from = sender ?? (await defaultSender(settings));
  const identity = await identityOf(settings, from.email);
  const { deliveryKey, publicUrl } = identity.settings;
  const token = signConfirmation(deliveryKey, { contact: contact.id, requestedAt: now });
  const link = confirmationLink(token, confirmUrl, publicUrl);
  const compose = confirmationMessage({ ...text, sender: from }, contact, { link, token }, identity, now);

  if (!(await recordRequest(db, contact, source, now))) return false;
  try {
    await handOverOne(fleet, from.email, contact.email, compose);
  } catch (error) {
    // Why it failed is worth more than what becomes of the note: that one is forgotten in five minutes anyway.
    await takeBack(db, contact, now).catch(() => undefined);
    throw error;
  }
  return true;
}

/** @returns false when the contact has changed, or was asked by somebody else, since it was read */
function recordRequest(
  db: Db,
  { id, status, opt_in_requested_at }: ContactRow,
  source: string | null,
  now: number,
): Promise<boolean> {
  return transact(db, async (tx) => {
    const recorded = await tx
      .updateTable('contacts')
      .set({ opt_in_requested_at: now })
      .where('id', '=', id)
      .where('status', '=', status)
      .where('opt_in_requested_at', 'is not distinct from', opt_in_requested_at)
      .returning('id')
      .executeTakeFirst();
    if (recorded) await recordConsents(tx, [id], { action: 'requested', source, at: now });
    return recorded !== undefined;
  });
}

/** The link that was good before is good again. */
async function takeBack(db: Db, contact: ContactRow, now: number): Promise<void> {
  await transact(db, async (tx) => {
    await tx
      .updateTable('contacts')
      .set({ opt_in_requested_at: contact.opt_in_requested_at })
      .where('id', '=', contact.id)
      .where('opt_in_requested_at', '=', now)
      .execute();
    await tx
      .deleteFrom('consents')
      .where('contact_id', '=', contact.id)
      .where('action', '=', 'requested')
      .where('at', '=', now)
      .execute();
  });
}

/** @throws MailtargetError SENDER_MISSING */
async function defaultSender(settings: Settings): Promise<Sender> {
  const sender = await settings.defaultSender();
  if (sender) return sender;
  throw new MailtargetError(
    'SENDER_MISSING',
    'Who asks for the confirmation? Give a sender, or set a default sender in the credential.',
    { field: 'sender' },
  );
}

/** Whoever unsubscribed may ask to come back; @throws MailtargetError CONTACT_BOUNCED, ADDRESS_SUPPRESSED for all others. */
function refuseUnreachable({ email, status }: ContactRow, suppression: SuppressionRow | undefined): void {
  if (suppression && suppression.reason !== 'unsubscribe') throw addressSuppressed(suppression);
  if (status !== 'hard_bounce') return;
  throw new MailtargetError(
    'CONTACT_BOUNCED',
    `Messages to ${email} bounced for good, so no confirmation is sent there. If the mailbox works again, resubscribe the contact.`,
    { field: 'contactId' },
  );
}
