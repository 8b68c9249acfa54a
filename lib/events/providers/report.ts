import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { type BounceType, normalizeEmail, plainText, type ProviderName } from '../../model';
import type { ReportedEvent, ReportedType } from './provider';

/** What a provider says of a message, in its own texts. */
export interface Told {
  type: ReportedType;
  /** Of what makes the event unique. */
  id: string;
  /** From `instantOf`. */
  at: number;
  recipient?: string;
  messageId?: string;
  reason?: string;
  bounceType?: BounceType | null;
  url?: string;
  userAgent?: string;
  ip?: string;
  isMachine?: boolean;
}

/** What a provider's name for an event means. */
export type Meaning = Pick<Told, 'type' | 'bounceType' | 'reason' | 'isMachine'>;

/** Everything in it comes from strangers: recipients make their servers say anything, and bring any user agent. */
export function report({ type, id, at, ...told }: Told): ReportedEvent {
  // Elsewhere they are those of servers.
  const { userAgent, ip } = BY_A_BROWSER.includes(type) ? told : {};
  return {
    type,
    recipient: addressOf(told.recipient),
    messageId: messageIdOf(told.messageId),
    at,
    id,
    reason: shown(told.reason),
    bounceType: told.bounceType ?? null,
    url: urlOf(told.url),
    userAgent: shown(userAgent),
    ip: ip !== undefined && isIP(ip) !== 0 ? ip : null,
    isMachine: told.isMachine ?? null,
  };
}

const BY_A_BROWSER: readonly ReportedType[] = ['open', 'click', 'unsubscribe'];

/** @param unique what tells the event from all others of the provider */
export const idOf = (provider: ProviderName, ...unique: readonly (string | number | undefined)[]): string =>
  createHash('sha256')
    .update(JSON.stringify([provider, ...unique]))
    .digest('base64url');

/** 2001-09-09 in milliseconds, and a date of the year 33658 in seconds. */
const LEAST_MILLISECONDS = 1e12;

/**
 * Reads ISO 8601, seconds and milliseconds since the epoch.
 * @returns `now` for anything else, and for the future
 */
export function instantOf(given: string | number | undefined, now: number): number {
  const number = typeof given === 'string' && /^\d{1,16}(\.\d{1,9})?$/.test(given) ? Number(given) : given;
  const instant =
    typeof number === 'number'
      ? Math.floor(number < LEAST_MILLISECONDS ? number * 1000 : number)
      : Date.parse(number ?? '');
  return instant >= 0 && instant <= now ? instant : now;
}

const MAX_URL = 8000;
const urlOf = (text = ''): string | null =>
  text.length <= MAX_URL && /^https?:\/\/[^\s\p{Cc}]+$/iu.test(text) ? text.toWellFormed() : null;

const shown = (text = ''): string | null => plainText(text).trim() || null;

/** Reports of servers name an address as `<ana@example.com>` or `rfc822;ana@example.com` too. */
const addressOf = (text = ''): string | null =>
  text.length > 1000
    ? null
    : normalizeEmail(text.replace(/^rfc822; */i, '').replace(/^[^<]*<([^<>]*)>$/, '$1'));

const MESSAGE_ID = /^<?([^<>\s\p{Cc}]{1,900})>?$/u;
const messageIdOf = (text = ''): string | null => MESSAGE_ID.exec(text.trim())?.[1]?.toWellFormed() ?? null;
