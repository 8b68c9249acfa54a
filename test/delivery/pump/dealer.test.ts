import { Carrier } from '../../../lib/delivery/fleet';
import type { Claimed } from '../../../lib/delivery/pump/claims';
import { Dealer } from '../../../lib/delivery/pump/dealer';
import {
  type CampaignKey,
  type ContactKey,
  type TransportInput,
  transportInputSchema,
} from '../../../lib/model';
import type { Store } from '../../../lib/store';
import { ManualClock } from '../../support/manualClock';

const sending = { campaign: 1 as CampaignKey, senderDomain: 'example.com' };
const never = new AbortController().signal;

describe('what is dealt among transports', () => {
  let clock: ManualClock;
  let due: number;
  let looks: number;
  let givenBack: readonly Claimed[];
  let whileClaimed: () => void;
  beforeEach(() => {
    clock = new ManualClock();
    due = 10_000;
    looks = 0;
    givenBack = [];
    whileClaimed = () => {};
  });

  const carrier = (id: string, changes: Partial<TransportInput> = {}): Carrier =>
    new Carrier(
      transportInputSchema.parse({ id, host: 'localhost', port: 25, messagesPerSecond: 10, ...changes }),
      undefined as unknown as Store,
      clock,
      () => ({
        carry: () => Promise.reject(new Error('Nobody sends')),
        verify: () => Promise.resolve(undefined),
        close: () => {},
      }),
    );

  /** It went silent, and lets us in again. */
  async function onTrial(id: string): Promise<Carrier> {
    const silent = carrier(id);
    silent.stall(75_000);
    await clock.advanceBy(60_000);
    await silent.probe();
    return silent;
  }

  const dealerOf = (...carriers: Carrier[]): Dealer => {
    const dealer = new Dealer({
      clock,
      carriers,
      claim: (size, may) => {
        if (++looks > 1_000) return Promise.reject(new Error('Somebody looks again and again'));
        const count = may(sending) ? Math.min(size, due) : 0;
        due -= count;
        whileClaimed();
        return Promise.resolve(Array.from({ length: count }, (_, index) => delivery(index)));
      },
      giveBack: (deliveries) => {
        givenBack = deliveries;
        return Promise.resolve();
      },
    });
    for (const one of carriers) dealer.join(one);
    return dealer;
  };
  const delivery = (index: number): Claimed => ({
    ...sending,
    contactId: index as ContactKey,
    contact: { email: `c${index}@example.com`, name: null, fields: {} },
    domain: 'example.com',
  });

  test('comes in shares by weight, whoever asks more often', async () => {
    const [light, heavy] = [carrier('light', { weight: 1 }), carrier('heavy', { weight: 4 })];
    const dealer = dealerOf(light, heavy);
    const heavyTook = [
      await dealer.next(heavy, never),
      await dealer.next(heavy, never),
      await dealer.next(heavy, never),
    ];
    const waiting = dealer.next(heavy, never);
    expect(heavyTook.flat()).toHaveLength(240);
    expect(await dealer.next(light, never)).toHaveLength(60);
    expect(await waiting).toHaveLength(80);
  });

  test('without weights comes by rate, so that all are done at the same time', async () => {
    const [slow, fast] = [carrier('slow'), carrier('fast', { messagesPerSecond: 30 })];
    const dealer = dealerOf(slow, fast);
    expect(
      [await dealer.next(slow, never), await dealer.next(fast, never)].map(({ length }) => length),
    ).toEqual([50, 150]);
  });

  test('waits for who is behind, and not for ever', async () => {
    const [eager, stuck] = [carrier('eager'), carrier('stuck')];
    const dealer = dealerOf(eager, stuck);
    expect(await dealer.next(eager, never)).toHaveLength(50);
    let next: readonly Claimed[] | undefined;
    const waiting = dealer.next(eager, never).then((cards) => (next = cards));
    await new Promise(setImmediate);
    await clock.advanceBy(14_000);
    expect(next).toBeUndefined();
    await clock.advanceBy(2_000);
    expect(await waiting).toHaveLength(100);
    await dealer.leave(stuck);
    expect(givenBack).toHaveLength(50);
  });

  test('is looked at now and then by those who wait for the same one, and does not keep them busy', async () => {
    const [eager, other, stuck] = [carrier('eager'), carrier('other'), carrier('stuck')];
    const dealer = dealerOf(eager, other, stuck);
    await dealer.next(eager, never);
    await dealer.next(other, never);
    const enough = new AbortController();
    const waiting = [dealer.next(eager, enough.signal), dealer.next(other, enough.signal)];
    for (let round = 0; round < 100; round++) await new Promise(setImmediate);
    expect(looks).toBeLessThan(10);
    enough.abort();
    await Promise.all(waiting);
  });

  test('is given back by who cannot send any more, also while something of it is on the wire', async () => {
    const [one, closed] = [carrier('one'), carrier('closed')];
    const dealer = dealerOf(one, closed);
    await dealer.next(one, never);
    closed.fail('It is down');
    expect(await dealer.next(closed, never)).toEqual([]);
    expect(givenBack).toHaveLength(50);
    await dealer.leave(closed);
    expect(givenBack).toEqual([]);
  });

  test('goes on at once when who is behind takes its part, or leaves', async () => {
    const [eager, late] = [carrier('eager'), carrier('late')];
    const dealer = dealerOf(eager, late);
    await dealer.next(eager, never);
    const waiting = dealer.next(eager, never);
    expect(await dealer.next(late, never)).toHaveLength(50);
    expect(await waiting).toHaveLength(50);
    const again = dealer.next(eager, never);
    await dealer.leave(late);
    expect(await again).toHaveLength(50);
  });

  test('is nothing for who stands by, until all others are down', async () => {
    const [main, spare] = [carrier('main'), carrier('spare', { weight: 0 })];
    const dealer = dealerOf(main, spare);
    expect(await dealer.next(spare, never)).toEqual([]);
    main.fail('It is down');
    expect(await dealer.next(main, never)).toEqual([]);
    expect((await dealer.next(spare, never)).length).toBeGreaterThan(0);
  });

  test('is one delivery for who went silent and is let in again, and the rest for the others', async () => {
    const [main, spare] = [await onTrial('main'), carrier('spare', { weight: 0 })];
    const dealer = dealerOf(main, spare);
    expect(await dealer.next(main, never)).toHaveLength(1);
    expect(await dealer.next(main, never)).toEqual([]);
    for (let turn = 0; turn < 3; turn++)
      expect((await dealer.next(spare, never)).length).toBeGreaterThanOrEqual(50);
    main.works();
    expect(await dealer.next(spare, never)).toEqual([]);
    expect(await dealer.next(main, never)).toHaveLength(100);
  });

  test('is one delivery for who went silent, also where there is nobody else', async () => {
    const only = await onTrial('only');
    const dealer = dealerOf(only);
    expect(await dealer.next(only, never)).toHaveLength(1);
    expect(await dealer.next(only, never)).toEqual([]);
    expect(due).toBe(9_999);
  });

  test('is no more than its own for who stands by, when a fast one goes down', async () => {
    const [fast, spare] = [carrier('fast', { messagesPerSecond: 100 }), carrier('spare', { weight: 0 })];
    const dealer = dealerOf(fast, spare);
    whileClaimed = () => fast.fail('It is down');
    const claiming = dealer.next(fast, never);
    await new Promise(setImmediate);
    await clock.advanceBy(2_000);
    expect(await claiming).toEqual([]);
    expect(await dealer.next(spare, never)).toHaveLength(50);
    expect(await dealer.next(spare, never)).toHaveLength(50);
  });

  test('is nothing of a campaign that a transport refuses', async () => {
    const [picky, other] = [carrier('picky'), carrier('other')];
    const dealer = dealerOf(picky, other);
    picky.refusals.begin(sending.campaign, 'The sender is refused');
    expect(await dealer.next(picky, never)).toEqual([]);
    expect(await dealer.next(other, never)).toHaveLength(100);
  });

  test('is nothing when nothing is due', async () => {
    due = 0;
    const one = carrier('one');
    expect(await dealerOf(one).next(one, never)).toEqual([]);
  });
});
