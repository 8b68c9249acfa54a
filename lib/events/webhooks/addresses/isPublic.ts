import { isIPv4 } from 'node:net';
import { networkList } from '../../../model';
import { meantBy } from './meantBy';
import { GLOBAL_IPV6, NOT_PUBLIC_IPV4, NOT_PUBLIC_IPV6 } from './networks';

const isSpecialIPv4 = networkList(NOT_PUBLIC_IPV4);
const isGlobalIPv6 = networkList(GLOBAL_IPV6);
const isSpecialIPv6 = networkList(NOT_PUBLIC_IPV6);

/** Whether an IP address is one of the internet, as far as its number says. */
export function isPublic(address: string): boolean {
  const meant = meantBy(address);
  return isIPv4(meant) ? !isSpecialIPv4(meant) : isGlobalIPv6(meant) && !isSpecialIPv6(meant);
}
