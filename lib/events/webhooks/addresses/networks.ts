/**
 * Where nobody on the internet is reached: IANA's registries of special-purpose addresses (RFC 6890), and what it allocates for
 * multicast and for later use. https://www.iana.org/assignments/iana-ipv4-special-registry
 */
export const NOT_PUBLIC_IPV4 = [
  '0.0.0.0/8', // this network, RFC 791 section 3.2
  '10.0.0.0/8', // private use, RFC 1918
  '100.64.0.0/10', // shared by a carrier's customers, RFC 6598
  '127.0.0.0/8', // loopback, RFC 1122 section 3.2.1.3
  '168.63.129.16', // of every virtual machine at Azure, https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
  '169.254.0.0/16', // link-local, RFC 3927: the metadata of virtual machines is there
  '172.16.0.0/12', // private use, RFC 1918
  '192.0.0.0/24', // IETF protocol assignments, RFC 6890 section 2.1
  '192.0.2.0/24', // documentation, RFC 5737
  '192.88.99.0/24', // 6to4 relays, RFC 7526
  '192.168.0.0/16', // private use, RFC 1918
  '198.18.0.0/15', // benchmarking, RFC 2544
  '198.51.100.0/24', // documentation, RFC 5737
  '203.0.113.0/24', // documentation, RFC 5737
  '224.0.0.0/4', // multicast, RFC 5771
  '240.0.0.0/4', // reserved, RFC 1112 section 4; 255.255.255.255 too
] as const;

/** All that is allocated as global unicast (RFC 4291 section 2.4): loopback, link-local, fc00::/7, multicast are outside. */
export const GLOBAL_IPV6 = ['2000::/3'] as const;

/** Within that, https://www.iana.org/assignments/iana-ipv6-special-registry. */
export const NOT_PUBLIC_IPV6 = [
  '2001::/23', // IETF protocol assignments, RFC 2928; Teredo, benchmarking, ORCHID
  '2001:db8::/32', // documentation, RFC 3849
  '2002::/16', // 6to4, RFC 3056: its relays are gone (RFC 7526), and an IPv4 address of any kind is in it
  '3fff::/20', // documentation, RFC 9637
] as const;

/** IPv6 addresses that end in the IPv4 address that is meant, as groups of 16 bits. */
export const WITH_IPV4 = [
  [0, 0, 0, 0, 0, 0xffff], // mapped, RFC 4291 section 2.5.5.2
  [0x64, 0xff9b, 0, 0, 0, 0], // translated, NAT64, RFC 6052 section 2.1
] as const;
