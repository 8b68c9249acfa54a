import { networkList, networkSchema } from '../../lib/model';

describe('a list of networks', () => {
  test('has the addresses that are in one of them', () => {
    const isListed = networkList(['10.0.0.0/8', '192.0.2.7', 'fd00::/8']);
    expect(['10.1.2.3', '192.0.2.7', 'fd00::1'].map(isListed)).toEqual([true, true, true]);
    expect(['11.1.2.3', '192.0.2.8', 'fe80::1'].map(isListed)).toEqual([false, false, false]);
  });

  test.each([
    '10.0.0.0/',
    '10.0.0.0/ ',
    '10.0.0.0/8/8',
    '10.0.0.0/0x8',
    '10.0.0.0/1e1',
    '10.0.0.0/33',
    '::/129',
    '10/8',
    '/8',
    '',
  ])('takes no "%s", which could be read as another', (text) => {
    expect(networkSchema.safeParse(text).success).toBe(false);
    expect(() => networkList([text])).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });
});
