import { randomUUID } from 'node:crypto';
import {
  attachmentsOf,
  compileContent,
  contentOf,
  trackingOf,
  type Variables,
  variablesOf,
} from '../content';
import {
  type Attachment,
  type CampaignKey,
  type ContactKey,
  domainOf,
  messageIdOf,
  returnPathOf,
  signDelivery,
  type TransportType,
} from '../model';
import type { MessageSettings, SenderDomain, Settings } from '../settings';
import type { CampaignRow, Db } from '../store';
import type { Claimed } from './pump/claims';
import type { Memory } from './memory';
import { type MakeMessage, messageMaker } from './messageMaker';
import type { OutgoingMessage } from './transport';
import { sampleUnsubscribeUrl, unsubscribeUrlOf } from './unsubscribeUrl';

/** What messages are made with, whatever is in them. */
export interface Identity {
  settings: MessageSettings;
  /** What goes with the sender's domain. */
  domain: SenderDomain | undefined;
}

/** @param sender its address */
export const identityOf = async (settings: Settings, sender: string): Promise<Identity> => ({
  settings: await settings.forMessages(),
  domain: await settings.domains.forSender(sender),
});

/** Makes the messages of one campaign, as a type of transport takes them; `now` in milliseconds since the epoch. */
export type ComposeMessage = (
  delivery: Pick<Claimed, 'contactId' | 'contact'>,
  now: number,
  type: TransportType,
) => OutgoingMessage | Promise<OutgoingMessage>;

/**
 * Compiles a launched campaign, once for all its messages.
 * @param memory that they are written into
 * @throws MailtargetError TEMPLATE_INVALID
 */
export async function composerOf(
  db: Db,
  campaign: CampaignKey,
  identity: Identity,
  memory?: Memory,
): Promise<ComposeMessage> {
  const { settings } = identity;
  const row = await db
    .selectFrom('campaigns')
    .selectAll()
    .where('id', '=', campaign)
    .executeTakeFirstOrThrow();
  const make = makerOf(row, await attachmentsOf(db, campaign), identity, false, memory);
  const domain = domainOf(row.sender_email);
  const isTracked = settings.publicUrl !== null;
  const variables = variablesOf(row);
  const unsubscribeUrl = unsubscribeUrlOf(row, settings);
  const returnPath = returnPathOfCampaign(row, identity);
  return ({ contactId, contact }, now, type) => {
    const envelope = { from: returnPath(contactId), to: contact.email };
    const token = isTracked ? signDelivery(settings.deliveryKey, row.id, contactId) : '';
    return make(type, envelope, {
      // The same for every attempt at a delivery, so that a receiver can tell a repeat from a second message.
      messageId: messageIdOf({ campaign: row.id, contact: contactId, storeId: settings.storeId }, domain),
      to: { name: contact.name ?? '', address: contact.email },
      date: now,
      scope: {
        variables: variables(contact),
        token,
        unsubscribeUrl: unsubscribeUrl(contact.email, token),
      },
    });
  };
}

/** Where bounces of a delivery go: to an address that names it where its domain has one for that, otherwise to the sender. */
function returnPathOfCampaign(
  { id, sender_email }: CampaignRow,
  { settings: { deliveryKey }, domain }: Identity,
): (contact: ContactKey) => string {
  const returnPathDomain = domain?.returnPathDomain;
  if (!returnPathDomain) return () => sender_email;
  return (contact) => returnPathOf({ campaign: id, contact, domain: returnPathDomain }, deliveryKey);
}

/**
 * Makes test messages: marked as such, and their unsubscribe links unsubscribe nobody.
 * @param variables of whoever they are made for
 */
export function testComposerOf(
  row: CampaignRow,
  attachments: readonly Attachment[],
  variables: Variables,
  { settings, domain: senderDomain }: Identity,
): (email: string, now: number, type: TransportType) => OutgoingMessage | Promise<OutgoingMessage> {
  const identity = { settings: { ...settings, publicUrl: null }, domain: senderDomain };
  const make = makerOf(row, attachments, identity, true);
  const domain = domainOf(row.sender_email);
  const unsubscribeUrl = sampleUnsubscribeUrl(row, settings);
  return (email, now, type) =>
    make(
      type,
      { from: row.sender_email, to: email },
      {
        messageId: `<test.${row.id}.${randomUUID()}@${domain}>`,
        to: { name: '', address: email },
        date: now,
        scope: { variables, token: '', unsubscribeUrl },
      },
    );
}

function makerOf(
  row: CampaignRow,
  attachments: readonly Attachment[],
  { settings: { storeId, publicUrl }, domain }: Identity,
  test: boolean,
  memory?: Memory,
): MakeMessage {
  const tracking = trackingOf(row);
  const options = {
    from: { name: row.sender_name, address: row.sender_email },
    replyTo: row.reply_to,
    listId: `campaigns.${domainOf(row.sender_email)}`,
    feedbackId: `${row.id}:${storeId}:campaign:mailtarget`,
    oneClick: publicUrl !== null && new URL(publicUrl).protocol === 'https:',
    attachments,
    test,
    // What we count the platform need not count again. What is only a test is counted nowhere.
    tracking: test || publicUrl !== null ? { opens: false, clicks: false } : tracking,
  };
  const counted = publicUrl === null || test ? null : { publicUrl: inAscii(publicUrl), ...tracking };
  return messageMaker(compileContent(contentOf(row), { tracking: counted }), options, domain, memory);
}

/** Without a slash at its end. */
const inAscii = (publicUrl: string): string => new URL(`${publicUrl}/`).href.slice(0, -1);
