import { MailtargetError } from '../../model';
import type { ProviderRequest } from './provider';
import { isSame } from './signatures';

/**
 * RFC 7617.
 * @throws MailtargetError WEBHOOK_SIGNATURE_INVALID
 */
export function checkBasic(
  { headers }: ProviderRequest,
  { user, password }: { user: string; password: string },
): void {
  const [, given = ''] = /^basic +([A-Za-z0-9+/=]{1,4000}) *$/i.exec(headers['authorization'] ?? '') ?? [];
  if (isSame(Buffer.from(given, 'base64'), `${user}:${password}`)) return;
  throw new MailtargetError(
    'WEBHOOK_SIGNATURE_INVALID',
    'The webhook came with another user or password, or with none: set those of this endpoint where it is sent from, as in https://user:password@….',
  );
}
