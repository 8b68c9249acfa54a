import {
  type CompiledMessage,
  compileMessage,
  compileTransmission,
  type Recipient,
  type SentContent,
  type TransmissionOptions,
} from '../content';
import type { TransportType } from '../model';
import type { SenderDomain } from '../settings';
import type { Memory } from './memory';
import { signerOf } from './signerOf';
import type { OutgoingMessage } from './transport';

export type MakeMessage = (
  type: TransportType,
  envelope: OutgoingMessage['envelope'],
  recipient: Recipient,
) => OutgoingMessage | Promise<OutgoingMessage>;

const COMPILE = { smtp: compileMessage, transmission: compileTransmission };

/**
 * Makes messages as a type of transport takes them, and signs them where it does not sign by itself. Each form is compiled with its
 * first message.
 * @param domain what goes with the sender's domain
 * @param memory that messages are written into
 * @returns what throws TEMPLATE_INVALID, and TRANSPORT_UNFIT where that type of transport cannot carry the content
 */
export function messageMaker(
  content: SentContent,
  options: TransmissionOptions,
  domain: SenderDomain | undefined,
  memory?: Memory,
): MakeMessage {
  const compiled: Partial<Record<TransportType, CompiledMessage>> = {};
  const sign = signerOf(domain);
  return (type, envelope, recipient) => {
    const form = (compiled[type] ??= COMPILE[type](content, options));
    const lease = memory?.lease();
    const message = {
      envelope,
      content: form.fill(recipient, lease?.allocate),
      ...(lease && { release: lease.release }),
    };
    // The platform signs with the key that its verified domain has in the DNS.
    return type === 'smtp' ? sign(message) : message;
  };
}
