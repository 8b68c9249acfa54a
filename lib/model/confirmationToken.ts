import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { ContactKey } from './ids';

/** 96 bits, as a delivery's. */
const SIGNATURE_LENGTH = 16;
const TOKEN = /^([0-9a-z]{1,11})-([0-9a-z]{1,11})-[\w-]{16}$/;

/** Whom a confirmation link asks, and since when, in milliseconds. */
export interface ConfirmationRequest {
  contact: ContactKey;
  requestedAt: number;
}

/**
 * The token of a confirmation link: `<contact>-<instant>-<signature>`, written as a delivery's is. Their purpose is signed too, so
 * that neither passes for the other under the same key.
 */
export function signConfirmation(key: KeyObject, { contact, requestedAt }: ConfirmationRequest): string {
  const request = `${contact.toString(36)}-${requestedAt.toString(36)}`;
  const signature = createHmac('sha256', key).update(`confirm:${request}`).digest('base64url');
  return `${request}-${signature.slice(0, SIGNATURE_LENGTH)}`;
}

/** @returns undefined for anything that was not signed with this key */
export function readConfirmation(key: KeyObject, token: string): ConfirmationRequest | undefined {
  const parts = TOKEN.exec(token);
  if (!parts) return undefined;
  const request = { contact: parseInt(parts[1]!, 36) as ContactKey, requestedAt: parseInt(parts[2]!, 36) };
  // Written anew and compared whole, so that a request has one spelling.
  const expected = Buffer.from(signConfirmation(key, request));
  const given = Buffer.from(token);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return request;
}
