import { BlockList, isIP } from 'node:net';
import { z } from 'zod/v4';
import { MailtargetError } from './errors';

const WANTED = 'Give addresses in figures, as 127.0.0.1 for this machine, or networks as 10.0.0.0/8.';
/** A slash with nothing behind it is no length: as 0 it would mean every address there is. */
const NETWORK = /^([^/]+)(?:\/(\d{1,3}))?$/;

interface Network {
  address: string;
  version: 'ipv4' | 'ipv6';
  length: number;
}

function readNetwork(text: string): Network | undefined {
  const [, address, bits] = NETWORK.exec(text) ?? [];
  if (address === undefined) return undefined;
  const version = isIP(address);
  const longest = version === 4 ? 32 : 128;
  const length = bits === undefined ? longest : Number(bits);
  if (version === 0 || length > longest) return undefined;
  return { address, version: version === 4 ? 'ipv4' : 'ipv6', length };
}

/** An address, or a network in CIDR notation (RFC 4632). */
export const networkSchema = z
  .string()
  .trim()
  .max(100)
  .refine((text) => readNetwork(text) !== undefined, `This is no network. ${WANTED}`);

/**
 * Whether an address is in one of these networks.
 * @param networks addresses, or CIDR as 10.0.0.0/8
 * @throws MailtargetError INVALID_INPUT
 */
export function networkList(networks: readonly string[]): (ip: string) => boolean {
  const list = new BlockList();
  for (const text of networks) {
    const network = readNetwork(text);
    if (!network) {
      throw new MailtargetError('INVALID_INPUT', `"${text}" is no network. ${WANTED}`, { field: 'proxies' });
    }
    list.addSubnet(network.address, network.length, network.version);
  }
  return (ip) => list.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4');
}
