import { isIP } from 'node:net';
import { MailtargetError, networkList } from '../../../model';
import { isPublic } from './isPublic';
import { meantBy } from './meantBy';

/** All addresses of a name. Rejects where there are none. */
export type Lookup = (name: string) => Promise<string[]>;

/** What may be connected to, and how names are looked up. */
export interface Reach {
  /** That are allowed although they are not public. */
  privateNetworks: readonly string[];
  lookup: Lookup;
}

/**
 * The addresses that a URL leads to. A name of which any address is refused is refused whole: which of them is taken would be chance.
 * @throws MailtargetError WEBHOOK_ADDRESS_REFUSED; and what `lookup` throws
 */
export async function addressesOf({ hostname }: URL, { privateNetworks, lookup }: Reach): Promise<string[]> {
  // IPv6 stands in brackets.
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const addresses = isIP(host) ? [host] : await lookup(host);
  const isAllowed = networkList(privateNetworks);
  const refused = addresses.find((address) => !isPublic(address) && !isAllowed(meantBy(address)));
  if (refused === undefined) return addresses;
  throw new MailtargetError(
    'WEBHOOK_ADDRESS_REFUSED',
    `${refused === host ? host : `${host} (${refused})`} is not a public address, and webhooks are sent to no other unless it is allowed. Give a public URL, or add the address to the private webhook networks.`,
    { field: 'url' },
  );
}
