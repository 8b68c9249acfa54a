import { clientFinder, PRIVATE_NETWORKS } from '../../../lib/tracking/front/client';
import { failure } from '../../support/campaigns';

const find = clientFinder(PRIVATE_NETWORKS);

test.each([
  ['nobody in between', '203.0.113.7', undefined, '203.0.113.7'],
  ['a stranger who claims to be a proxy', '203.0.113.7', '192.0.2.1', '203.0.113.7'],
  ['a proxy on this machine', '127.0.0.1', '192.0.2.1', '192.0.2.1'],
  ['two proxies of the network', '::ffff:10.0.0.1', '192.0.2.1, 10.0.0.2', '192.0.2.1'],
  ['a proxy, and a stranger who wrote an entry before', '127.0.0.1', '8.8.8.8, 192.0.2.1', '192.0.2.1'],
  ['a proxy that writes ports', '::1', '192.0.2.1:4711', '192.0.2.1'],
  ['a proxy, and IPv6 in brackets', '::1', '[2001:db8::7]:4711', '2001:db8::7'],
  ['a proxy that writes no address', '127.0.0.1', 'unknown', '127.0.0.1'],
  ['an empty header', '127.0.0.1', '', '127.0.0.1'],
  ['a socket that is closed already', null, '192.0.2.1', null],
])('with %s', (_, peer, forwardedFor, client) => {
  expect(find(peer, forwardedFor)).toBe(client);
});

test('a proxy that was named is believed, and only that', () => {
  const believing = clientFinder(['198.51.100.0/24']);
  expect(believing('198.51.100.9', '192.0.2.1')).toBe('192.0.2.1');
  expect(believing('127.0.0.1', '192.0.2.1')).toBe('127.0.0.1');
});

test.each(['proxy.example', '10.0.0.0/33', '10.0.0.0/x', '', '::1/129'])(
  '%j is no network',
  async (network) => {
    const refused = failure(Promise.resolve().then(() => clientFinder([network])));
    expect(await refused).toMatchObject({ code: 'INVALID_INPUT', details: { field: 'proxies' } });
  },
);
