import { SAMPLE_CONTACT } from '../content';
import { domainOf, signDelivery } from '../model';
import type { MessageSettings } from '../settings';
import type { CampaignRow } from '../store';
import type { Claimed } from './claims';

type Sender = Pick<CampaignRow, 'id' | 'reply_to' | 'sender_email'>;

/** Where the receiver of a message unsubscribes: with a public URL there, by mail without one. Always of plain ASCII. */
export function unsubscribeUrlOf(
  campaign: Sender,
  settings: MessageSettings,
): (delivery: Pick<Claimed, 'contactId' | 'contact'>) => string {
  const { publicUrl, deliveryKey } = settings;
  if (publicUrl === null) {
    return ({ contact }) => mailto(mailboxOf(campaign, settings), contact.email);
  }
  const base = new URL(`${publicUrl}/u/`).href;
  return ({ contactId }) => base + signDelivery(deliveryKey, campaign.id, contactId);
}

/** For whoever looks at a message that is not theirs: it unsubscribes nobody. */
export const sampleUnsubscribeUrl = (campaign: Sender, settings: MessageSettings): string =>
  mailto(mailboxOf(campaign, settings), SAMPLE_CONTACT.email);

/** Where requests to unsubscribe are mailed. */
const mailboxOf = (campaign: Sender, settings: MessageSettings): string =>
  settings.unsubscribeEmail ?? campaign.reply_to ?? campaign.sender_email;

/** With the recipient in the subject: whoever reads the mailbox need not guess from the sender (RFC 6068). */
function mailto(mailbox: string, recipient: string): string {
  const domain = domainOf(mailbox);
  const local = mailbox.slice(0, -domain.length - 1);
  return `mailto:${encodeURIComponent(local)}@${domain}?subject=Unsubscribe%20${encodeURIComponent(recipient)}`;
}
