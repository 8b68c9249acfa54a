import type { CampaignKey, ContactKey } from './ids';

/** Names a delivery in its Message-ID: `<campaign>.<contact>.<store>@<domain>`. The store tells its messages from another store's. */
export interface DeliveryName {
  campaign: CampaignKey;
  contact: ContactKey;
  storeId: string;
}

const MESSAGE_ID = /^<?(\d{1,15})\.(\d{1,15})\.([0-9a-f]{1,64})@[^@\s]+$/;

/** With its angle brackets (RFC 5322 section 3.6.4). @param domain the sender's */
export const messageIdOf = ({ campaign, contact, storeId }: DeliveryName, domain: string): string =>
  `<${campaign}.${contact}.${storeId}@${domain}>`;

/** Anybody may have written it: unlike a token, it proves nothing. */
export function readMessageId(messageId: string): DeliveryName | undefined {
  const [, campaign, contact, storeId] = MESSAGE_ID.exec(messageId) ?? [];
  if (storeId === undefined) return undefined;
  return { campaign: Number(campaign) as CampaignKey, contact: Number(contact) as ContactKey, storeId };
}
