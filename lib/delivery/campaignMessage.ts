import { randomUUID } from 'node:crypto';
import {
  attachmentsOf,
  type CompiledMessage,
  compileContent,
  compileMessage,
  contentOf,
  type Variables,
  variablesOf,
} from '../content';
import { type Attachment, type CampaignKey, type ContactKey, domainOf } from '../model';
import type { MessageSettings, SenderDomain, Settings } from '../settings';
import type { CampaignRow, Db } from '../store';
import type { Claimed } from './pump/claims';
import { returnPathOf } from './returnPath';
import { signerOf } from './signerOf';
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

/** Makes the messages of one campaign; `now` in milliseconds since the epoch. */
export type ComposeMessage = (delivery: Claimed, now: number) => OutgoingMessage | Promise<OutgoingMessage>;

/** Compiles a launched campaign, once for all its messages. */
export async function composerOf(
  db: Db,
  campaign: CampaignKey,
  { settings, domain: senderDomain }: Identity,
): Promise<ComposeMessage> {
  const row = await db
    .selectFrom('campaigns')
    .selectAll()
    .where('id', '=', campaign)
    .executeTakeFirstOrThrow();
  const message = compile(row, await attachmentsOf(db, campaign), settings, false);
  const domain = domainOf(row.sender_email);
  const variables = variablesOf(row);
  const unsubscribeUrl = unsubscribeUrlOf(row, settings);
  const sign = signerOf(senderDomain);
  const returnPath = returnPathOfCampaign(row, settings, senderDomain);
  return ({ contactId, contact }, now) => {
    const envelope = { from: returnPath(contactId), to: contact.email };
    const content = message.fill({
      // The same for every attempt at a delivery, so that a receiver can tell a repeat from a second message.
      messageId: `<${row.id}.${contactId}.${settings.storeId}@${domain}>`,
      to: { name: contact.name ?? '', address: contact.email },
      date: now,
      scope: {
        variables: variables(contact),
        token: '',
        unsubscribeUrl: unsubscribeUrl({ contactId, contact }),
      },
    });
    return sign({ envelope, content });
  };
}

/** Where bounces of a delivery go: to an address that names it where its domain has one for that, otherwise to the sender. */
function returnPathOfCampaign(
  { id, sender_email }: CampaignRow,
  { deliveryKey }: MessageSettings,
  domain: SenderDomain | undefined,
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
): (email: string, now: number) => OutgoingMessage | Promise<OutgoingMessage> {
  const message = compile(row, attachments, { ...settings, publicUrl: null }, true);
  const domain = domainOf(row.sender_email);
  const scope = { variables, token: '', unsubscribeUrl: sampleUnsubscribeUrl(row, settings) };
  const sign = signerOf(senderDomain);
  return (email, now) => {
    const messageId = `<test.${row.id}.${randomUUID()}@${domain}>`;
    const content = message.fill({ messageId, to: { name: '', address: email }, date: now, scope });
    return sign({ envelope: { from: row.sender_email, to: email }, content });
  };
}

function compile(
  row: CampaignRow,
  attachments: readonly Attachment[],
  { storeId, publicUrl }: MessageSettings,
  test: boolean,
): CompiledMessage {
  return compileMessage(compileContent(contentOf(row), { tracking: null }), {
    from: { name: row.sender_name, address: row.sender_email },
    replyTo: row.reply_to,
    listId: `campaigns.${domainOf(row.sender_email)}`,
    feedbackId: `${row.id}:${storeId}:campaign:mailtarget`,
    oneClick: publicUrl !== null && new URL(publicUrl).protocol === 'https:',
    attachments,
    test,
  });
}
