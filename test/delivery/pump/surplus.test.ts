import type { Claimed } from '../../../lib/delivery/pump/claims';
import { Stock } from '../../../lib/delivery/pump/stock';
import { Surplus } from '../../../lib/delivery/pump/surplus';
import type { CampaignKey, ContactKey } from '../../../lib/model';

describe('what is claimed for a domain that takes one message a second', () => {
  /** How many are put off until when, in seconds. */
  const putOff = (count: number, rateOfOthers: number): [number, number][] => {
    const stock = new Stock((domain) => domain);
    stock.add(Array.from({ length: count }, (_, index) => delivery(index)));
    const surplus = new Surplus({ rateOf: () => 1 }, () => rateOfOthers);
    const postponed = surplus.takeFrom(stock, 0);
    expect(stock.size).toBe(10);
    return postponed.map(({ deliveries, notBefore }) => [deliveries.length, notBefore / 1000]);
  };
  const delivery = (index: number): Claimed => ({
    campaign: 1 as CampaignKey,
    senderDomain: 'roastery.example',
    contactId: index as ContactKey,
    contact: { email: `c${index}@example.com`, name: null, fields: {} },
    domain: 'example.com',
  });

  test('is put off for when it can leave', () => {
    expect(putOff(40, 0)).toEqual([
      [10, 10],
      [10, 20],
      [10, 30],
    ]);
  });

  test('is put off for when another transport can take it, where there is one', () => {
    expect(putOff(100, 20)).toEqual([[90, 10]]);
    expect(putOff(240, 10)).toEqual([
      [110, 10],
      [110, 20],
      [10, 30],
    ]);
  });
});
