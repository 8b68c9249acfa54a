import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { CampaignKey, ContactKey } from './ids';

/** 96 bits, as a delivery's token; in hex, because mail servers may change the case of what stands before the @. */
const SIGNATURE_LENGTH = 24;
const RETURN_PATH = /^b-([0-9a-z]{1,11})-([0-9a-z]{1,11})-[0-9a-f]{24}$/;

/**
 * Where the bounces of one delivery go (VERP): `b-<campaign>-<contact>-<signature>@<domain>`, with keys in base 36. At most 50 octets
 * before the @, of the 64 that RFC 5321 section 4.5.3.1.1 allows. Its purpose is signed too, so that it opens nothing else.
 */
export function returnPathOf(
  { campaign, contact, domain }: { campaign: CampaignKey; contact: ContactKey; domain: string },
  key: KeyObject,
): string {
  return `${localPartOf(campaign, contact, key)}@${domain}`;
}

/** @returns undefined for any address that was not signed with this key; its domain does not matter */
export function readReturnPath(
  address: string,
  key: KeyObject,
): { campaign: CampaignKey; contact: ContactKey } | undefined {
  const localPart = address.slice(0, Math.max(0, address.lastIndexOf('@'))).toLowerCase();
  const parts = RETURN_PATH.exec(localPart);
  if (!parts) return undefined;
  const campaign = parseInt(parts[1]!, 36) as CampaignKey;
  const contact = parseInt(parts[2]!, 36) as ContactKey;
  // Written anew and compared whole, so that a delivery has one spelling.
  const expected = Buffer.from(localPartOf(campaign, contact, key));
  const given = Buffer.from(localPart);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return { campaign, contact };
}

function localPartOf(campaign: CampaignKey, contact: ContactKey, key: KeyObject): string {
  const delivery = `${campaign.toString(36)}-${contact.toString(36)}`;
  const signature = createHmac('sha256', key).update(`bounce:${delivery}`).digest('hex');
  return `b-${delivery}-${signature.slice(0, SIGNATURE_LENGTH)}`;
}
