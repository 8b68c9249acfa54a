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
import { type Attachment, type CampaignKey, domainOf } from '../model';
import type { MessageSettings } from '../settings';
import type { CampaignRow, Db } from '../store';
import type { Claimed } from './claims';
import type { OutgoingMessage } from './transport';
import { sampleUnsubscribeUrl, unsubscribeUrlOf } from './unsubscribeUrl';

/** Makes the messages of one campaign; `now` in milliseconds since the epoch. */
export type ComposeMessage = (delivery: Claimed, now: number) => OutgoingMessage;

/** Compiles a launched campaign, once for all its messages. */
export async function composerOf(
  db: Db,
  campaign: CampaignKey,
  settings: MessageSettings,
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
  return ({ contactId, contact }, now) => ({
    envelope: { from: row.sender_email, to: contact.email },
    content: message.fill({
      // The same for every attempt at a delivery, so that a receiver can tell a repeat from a second message.
      messageId: `<${row.id}.${contactId}.${settings.storeId}@${domain}>`,
      to: { name: contact.name ?? '', address: contact.email },
      date: now,
      scope: {
        variables: variables(contact),
        token: '',
        unsubscribeUrl: unsubscribeUrl({ contactId, contact }),
      },
    }),
  });
}

/**
 * Makes test messages: marked as such, and their unsubscribe links unsubscribe nobody.
 * @param variables of whoever they are made for
 */
export function testComposerOf(
  row: CampaignRow,
  attachments: readonly Attachment[],
  variables: Variables,
  settings: MessageSettings,
): (email: string, now: number) => OutgoingMessage {
  const message = compile(row, attachments, { ...settings, publicUrl: null }, true);
  const domain = domainOf(row.sender_email);
  const scope = { variables, token: '', unsubscribeUrl: sampleUnsubscribeUrl(row, settings) };
  return (email, now) => ({
    envelope: { from: row.sender_email, to: email },
    content: message.fill({
      messageId: `<test.${row.id}.${randomUUID()}@${domain}>`,
      to: { name: '', address: email },
      date: now,
      scope,
    }),
  });
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
