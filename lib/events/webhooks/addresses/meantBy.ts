import { isIPv6 } from 'node:net';
import { WITH_IPV4 } from './networks';

/** The address that is meant: an IPv4 address for an IPv6 one that stands for it, and any other as it is, without its zone. */
export function meantBy(address: string): string {
  if (!isIPv6(address)) return address;
  // A zone names a network card of this machine (RFC 4007 section 11).
  const [withoutZone] = address.split('%') as [string];
  const groups = groupsOf(withoutZone);
  const stands = WITH_IPV4.some((prefix) => prefix.every((group, index) => groups[index] === group));
  if (!stands) return withoutZone;
  return [groups[6]!, groups[7]!].flatMap((group) => [group >> 8, group & 0xff]).join('.');
}

/** Eight groups of 16 bits. */
function groupsOf(address: string): number[] {
  // In the one spelling that URLs have, without dots.
  const spelled = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [front = [], back = []] = spelled.split('::').map((half) => half.split(':').filter(Boolean));
  const zeros = Array<string>(8 - front.length - back.length).fill('0');
  return [...front, ...zeros, ...back].map((group) => parseInt(group, 16));
}
