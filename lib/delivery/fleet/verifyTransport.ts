import type { TransportConfig } from '../../model';
import type { Unavailable } from '../outcome';
import type { OpenTransport } from '../transport';

/**
 * Connects and logs in, over a connection of its own.
 * @throws MailtargetError RELAY_UNREACHABLE, RELAY_LOGIN_REFUSED, RELAY_TLS_FAILED
 */
export async function verifyTransport(open: OpenTransport, config: TransportConfig): Promise<void> {
  const trouble = await troubleOf(open, config);
  if (trouble) throw trouble.error;
}

/** What keeps us out; undefined when we are let in. */
export async function troubleOf(
  open: OpenTransport,
  config: TransportConfig,
): Promise<Unavailable | undefined> {
  const transport = open(config);
  try {
    return await transport.verify();
  } finally {
    transport.close();
  }
}
