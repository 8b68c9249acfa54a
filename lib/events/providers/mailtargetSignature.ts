import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { SecretOf } from '../../model';
import { checkBasic } from './basicAuth';
import type { ProviderRequest } from './provider';
import { checkFresh, isSame, notSigned, secondsOf } from './signatures';

type Authentication = SecretOf<'mailtarget'>['authentication'];

/** @throws MailtargetError WEBHOOK_SIGNATURE_INVALID, WEBHOOK_STALE */
export function checkMailtarget(request: ProviderRequest, authentication: Authentication, now: number): void {
  switch (authentication.scheme) {
    case 'standard':
      return checkStandard(request, authentication.secret, now);
    case 'header':
      return checkHeader(request, authentication);
    case 'basic':
      return checkBasic(request, authentication);
  }
}

const MAX_SIGNATURES = 20;

/** standardwebhooks.com. The package compares as well, but by a clock of its own. */
function checkStandard({ headers, rawBody }: ProviderRequest, secret: string, now: number): void {
  const id = headers['webhook-id'];
  const signedAt = secondsOf(headers['webhook-timestamp'] ?? '');
  const given = headers['webhook-signature']?.split(' ', MAX_SIGNATURES) ?? [];
  if (!id || Number.isNaN(signedAt)) {
    throw notSigned(
      'It lacks the headers of Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature.',
    );
  }
  const expected = signStandard(secret, id, signedAt, rawBody);
  if (!given.some((one) => isSame(one, expected))) throw notSigned(CHECK_SECRET);
  checkFresh(signedAt, now);
}

/** @param signedAt milliseconds since the epoch */
export const signStandard = (secret: string, id: string, signedAt: number, body: string | Buffer): string =>
  new Webhook(secret).sign(id, new Date(signedAt), body);

function checkHeader(
  { headers, rawBody }: ProviderRequest,
  { header, comparison, secret }: Extract<Authentication, { scheme: 'header' }>,
): void {
  const given = headers[header] ?? '';
  const holds =
    comparison === 'plain'
      ? isSame(given, secret)
      : isDigest(given, createHmac(comparison.slice('hmac-'.length), secret).update(rawBody).digest());
  if (!holds) throw notSigned(`It is expected in the header ${header}. ${CHECK_SECRET}`);
}

/** In hex or base64, and with or without the algorithm's name before it, as in `sha256=…`. */
function isDigest(given: string, expected: Buffer): boolean {
  const text = given.trim().replace(/^sha\d{1,3}=/i, '');
  const isHex = text.length === expected.length * 2 && /^[0-9a-f]+$/i.test(text);
  return isSame(Buffer.from(text, isHex ? 'hex' : 'base64'), expected);
}

const CHECK_SECRET = 'Check the secret of the webhook that is set here.';
