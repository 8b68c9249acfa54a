import type { SenderDomain } from '../settings';
import { dkimSigner } from './dkim';
import type { OutgoingMessage } from './transport';

type Sign = (message: OutgoingMessage) => OutgoingMessage | Promise<OutgoingMessage>;

/** Signs messages of a domain that has a key; the others stay as they are. */
export function signerOf(domain: SenderDomain | undefined): Sign {
  if (!domain?.dkim) return (message) => message;
  const sign = dkimSigner({ domain: domain.domain, ...domain.dkim });
  return async (message) => ({ ...message, content: [await sign(message.content), ...message.content] });
}
