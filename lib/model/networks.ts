import { BlockList, isIP } from 'node:net';
import { MailtargetError } from '../model';

/**
 * Whether an address is in one of these networks.
 * @param networks addresses, or CIDR as 10.0.0.0/8
 * @throws MailtargetError INVALID_INPUT
 */
export function networkList(networks: readonly string[]): (ip: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [address, bits] = network.split('/') as [string, string?];
    const version = isIP(address);
    const longest = version === 4 ? 32 : 128;
    const length = bits === undefined ? longest : Number(bits);
    if (version === 0 || !Number.isInteger(length) || length < 0 || length > longest) {
      throw new MailtargetError(
        'INVALID_INPUT',
        `"${network}" is no network. Give addresses, or networks as 10.0.0.0/8.`,
        { field: 'proxies' },
      );
    }
    list.addSubnet(address, length, version === 4 ? 'ipv4' : 'ipv6');
  }
  return (ip) => list.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4');
}
