import { isIP } from 'node:net';
import { networkList } from '../../model';

/** Loopback and private addresses: a reverse proxy on this machine, or in its network. */
export const PRIVATE_NETWORKS = [
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::1',
  'fc00::/7',
  'fe80::/10',
];

/** @returns the address of whoever asked, as far as the proxies that are believed tell */
export type FindClient = (peer: string | null, forwardedFor: string | undefined) => string | null;

/**
 * X-Forwarded-For is read from its end, as long as who wrote an entry is a proxy that is believed: what stands before that, anybody may
 * have written.
 * @param proxies addresses and networks
 * @throws MailtargetError INVALID_INPUT
 */
export function clientFinder(proxies: readonly string[]): FindClient {
  const isProxy = networkList(proxies);
  return (peer, forwardedFor) => {
    let client = peer === null ? undefined : addressIn(peer);
    if (client === undefined || forwardedFor === undefined) return client ?? null;
    const entries = forwardedFor.split(',');
    while (entries.length > 0 && isProxy(client)) {
      const next = addressIn(entries.pop()!);
      if (next === undefined) break;
      client = next;
    }
    return client;
  };
}

/** Without a port and brackets; an IPv4 address in IPv6 as IPv4. */
function addressIn(text: string): string | undefined {
  const trimmed = text.trim();
  const bare = /^\[([^\]]+)\]/.exec(trimmed)?.[1] ?? trimmed.replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1');
  const address = bare.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) === 0 ? undefined : address;
}
