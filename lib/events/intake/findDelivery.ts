import type { KeyObject } from 'node:crypto';
import {
  type CampaignKey,
  type ContactKey,
  normalizeEmail,
  readMessageId,
  readReturnPath,
} from '../../model';
import type { Db } from '../../store';

/** What a report says of the message it is about; anybody may have written it. */
export interface Clues {
  /** Addresses of which one may be the signed return path of the message. */
  returnPaths: readonly string[];
  /** Ours, with or without angle brackets. */
  messageId: string | null;
  /** The recipient's. */
  recipient: string | null;
}

export interface StoreIdentity {
  storeId: string;
  deliveryKey: KeyObject;
}

export interface FoundDelivery {
  campaign: CampaignKey;
  contact: ContactKey;
  email: string;
}

/**
 * The delivery that a report is about: named by the signed return path; else by the Message-ID, where the recipient is who got that
 * message; else the last one to the recipient.
 */
export async function findDelivery(
  db: Db,
  { storeId, deliveryKey }: StoreIdentity,
  { returnPaths, messageId, recipient }: Clues,
): Promise<FoundDelivery | undefined> {
  for (const address of returnPaths) {
    const signed = readReturnPath(address, deliveryKey);
    const found = signed && (await deliveryTo(db, signed.contact, signed.campaign));
    if (found) return found;
  }
  const email = recipient === null ? null : normalizeEmail(recipient);
  const named = messageId === null ? undefined : readMessageId(messageId);
  if (named && named.storeId === storeId) {
    const found = await deliveryTo(db, named.contact, named.campaign);
    // A forged one would be about somebody else.
    if (found && (email === null || found.email === email)) return found;
  }
  if (email === null) return undefined;
  const contact = await db.selectFrom('contacts').select('id').where('email', '=', email).executeTakeFirst();
  return contact && deliveryTo(db, contact.id);
}

/** The last one, where no campaign is named. */
function deliveryTo(db: Db, contact: ContactKey, campaign?: CampaignKey): Promise<FoundDelivery | undefined> {
  return (
    db
      .selectFrom('deliveries')
      .innerJoin('contacts', 'contacts.id', 'deliveries.contact_id')
      .select(['deliveries.campaign_id as campaign', 'deliveries.contact_id as contact', 'contacts.email'])
      .where('deliveries.contact_id', '=', contact)
      // Deliveries are keyed by their campaign.
      .where('deliveries.campaign_id', 'in', (eb) =>
        campaign === undefined
          ? eb.selectFrom('campaigns').select('campaigns.id').where('launched_at', 'is not', null)
          : eb.selectFrom('campaigns').select('campaigns.id').where('campaigns.id', '=', campaign),
      )
      .where('deliveries.status', 'not in', ['pending', 'skipped'])
      .orderBy('deliveries.campaign_id', 'desc')
      .limit(1)
      .executeTakeFirst()
  );
}
