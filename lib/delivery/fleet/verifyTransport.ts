import type { TransportConfig } from '../../model';
import type { OpenTransport } from '../transport';

/**
 * Connects and logs in, over a connection of its own.
 * @throws MailtargetError RELAY_UNREACHABLE, RELAY_LOGIN_REFUSED, RELAY_TLS_FAILED
 */
export async function verifyTransport(open: OpenTransport, config: TransportConfig): Promise<void> {
  const transport = open(config);
  try {
    await transport.verify();
  } finally {
    transport.close();
  }
}
