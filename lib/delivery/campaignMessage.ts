import { compileContent, contentOf, variablesOf } from '../content';
import { type CampaignKey, domainOf } from '../model';
import type { CampaignRow, Db } from '../store';
import type { Claimed } from './claims';
import type { OutgoingMessage } from './transport';

/** Makes the messages of one campaign. */
export type ComposeMessage = (delivery: Claimed) => OutgoingMessage;

/** @param storeId tells this store's Message-IDs from those of another that sends for the same domain */
export async function composerOf(db: Db, campaign: CampaignKey, storeId: string): Promise<ComposeMessage> {
  const row = await db
    .selectFrom('campaigns')
    .selectAll()
    .where('id', '=', campaign)
    .executeTakeFirstOrThrow();
  const render = compileContent(contentOf(row));
  return ({ contactId, contact }) => ({
    messageId: messageId(row, contactId, storeId),
    from: { name: row.sender_name, address: row.sender_email },
    to: { name: contact.name ?? '', address: contact.email },
    replyTo: row.reply_to,
    ...render(variablesOf(contact)),
  });
}

/** The same for every attempt at a delivery, so that a receiver can tell a repeat from a second message. */
function messageId(row: CampaignRow, contact: number, storeId: string): string {
  return `<${row.id}.${contact}.${storeId}@${domainOf(row.sender_email)}>`;
}
