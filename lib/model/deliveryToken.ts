import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { CampaignKey, ContactKey } from './ids';

/** 96 bits: nobody guesses one, and a link stays short. */
const SIGNATURE_LENGTH = 16;
const TOKEN = /^([0-9a-z]{1,11})-([0-9a-z]{1,11})-[\w-]{16}$/;

/**
 * Names one delivery in a URL, so that nobody but the receiver of its message can speak for it:
 * `<campaign>-<contact>-<signature>`, with keys in base 36 and 96 bits of HMAC-SHA256 in base64url.
 * @param key a KeyObject: a Buffer takes seven times as long (10 against 1.5 µs)
 */
export function signDelivery(key: KeyObject, campaign: CampaignKey, contact: ContactKey): string {
  const delivery = `${campaign.toString(36)}-${contact.toString(36)}`;
  const signature = createHmac('sha256', key).update(delivery).digest('base64url');
  return `${delivery}-${signature.slice(0, SIGNATURE_LENGTH)}`;
}

/** @returns undefined for anything that was not signed with this key */
export function readDelivery(
  key: KeyObject,
  token: string,
): { campaign: CampaignKey; contact: ContactKey } | undefined {
  const parts = TOKEN.exec(token);
  if (!parts) return undefined;
  const campaign = parseInt(parts[1]!, 36) as CampaignKey;
  const contact = parseInt(parts[2]!, 36) as ContactKey;
  // Written anew and compared whole, so that a key has one spelling.
  const expected = Buffer.from(signDelivery(key, campaign, contact));
  const given = Buffer.from(token);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return { campaign, contact };
}
