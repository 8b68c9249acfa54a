import { MailtargetError } from '../model';
import type { Settings } from '../settings';
import type { WrittenColumns } from './campaignRows';

/**
 * Who a new campaign is from.
 * @throws MailtargetError SENDER_MISSING
 */
export async function senderColumns(
  settings: Settings,
  given: { senderName?: string | undefined; senderEmail?: string | undefined },
): Promise<Pick<WrittenColumns, 'sender_email' | 'sender_name'>> {
  const fallback = await settings.defaultSender();
  const email = given.senderEmail ?? fallback?.email;
  if (!email) {
    throw new MailtargetError(
      'SENDER_MISSING',
      'Who is this campaign from? Give a sender email, or set a default sender in the credential.',
      { field: 'senderEmail' },
    );
  }
  // A name belongs to its address: the default one does not go with another's.
  const fallbackName = email === fallback?.email ? fallback.name : '';
  return { sender_email: email, sender_name: given.senderName ?? fallbackName };
}
