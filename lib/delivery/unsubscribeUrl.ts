import { SAMPLE_CONTACT } from '../content';
import { domainOf } from '../model';
import type { MessageSettings } from '../settings';
import type { CampaignRow } from '../store';

type Sender = Pick<CampaignRow, 'reply_to' | 'sender_email'>;

/**
 * Where the receiver of a message unsubscribes: with a public URL there, by mail without one. Always of plain ASCII.
 * @returns by the recipient's address, and the token of the delivery
 */
export function unsubscribeUrlOf(
  sender: Sender,
  settings: Pick<MessageSettings, 'publicUrl' | 'unsubscribeEmail'>,
): (email: string, token: string) => string {
  const { publicUrl } = settings;
  if (publicUrl === null) return (email) => unsubscribeByMail(sender, settings, email);
  const base = new URL(`${publicUrl}/u/`).href;
  return (_, token) => base + token;
}

/** For whoever looks at a message that is not theirs: it unsubscribes nobody. */
export const sampleUnsubscribeUrl = (campaign: Sender, settings: MessageSettings): string =>
  unsubscribeByMail(campaign, settings, SAMPLE_CONTACT.email);

/** With the recipient in the subject: whoever reads the mailbox need not guess from the sender (RFC 6068). */
export function unsubscribeByMail(
  sender: Sender,
  { unsubscribeEmail }: Pick<MessageSettings, 'unsubscribeEmail'>,
  recipient: string,
): string {
  const mailbox = unsubscribeEmail ?? sender.reply_to ?? sender.sender_email;
  const domain = domainOf(mailbox);
  const local = mailbox.slice(0, -domain.length - 1);
  return `mailto:${encodeURIComponent(local)}@${domain}?subject=Unsubscribe%20${encodeURIComponent(recipient)}`;
}
