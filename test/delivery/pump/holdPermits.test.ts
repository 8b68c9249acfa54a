import { Permits } from '../../../lib/delivery/permits';
import { holdPermits } from '../../../lib/delivery/pump/holdPermits';
import { openStore, type Store } from '../../../lib/store';
import { describeEachDatabase } from '../../support/databases';
import { eventually } from '../../support/eventually';
import { ManualClock } from '../../support/manualClock';

const RENEWAL_MS = 5_000;

describeEachDatabase('permits that are held', (fresh) => {
  let store: Store;
  let clock: ManualClock;

  beforeEach(async () => {
    clock = new ManualClock();
    store = await openStore(await fresh());
  });
  afterEach(() => store.close());

  const permitsOf = (owner: string) => new Permits(store, clock, owner);
  const taken = async () =>
    (await store.db.selectFrom('permits').select('number').where('number', '>', 0).execute()).length;

  test('become more when others give theirs back', async () => {
    const [a, b] = [permitsOf('a'), permitsOf('b')];
    await a.acquire('relay', 4, 3);
    const held = await holdPermits(b, clock, 'relay', 4);
    expect(held.count).toBe(1);
    let told = 0;
    held.onMore = () => (told = held.count);
    await a.release('relay', [1, 2, 3]);
    await clock.advanceBy(RENEWAL_MS);
    await eventually(() => Promise.resolve(told === 4));
    await held.keep(0);
    expect(await taken()).toBe(0);
  });

  test('become fewer, and no more again, while their connections are closed', async () => {
    const permits = permitsOf('us');
    const held = await holdPermits(permits, clock, 'relay', 3);
    await held.keep(1);
    await clock.advanceBy(RENEWAL_MS);
    expect(await taken()).toBe(1);
    const next = await holdPermits(permits, clock, 'relay', 3);
    expect(next.count).toBe(2);
    await held.keep(0);
    await clock.advanceBy(RENEWAL_MS);
    await eventually(() => Promise.resolve(next.count === 3));
    await next.keep(0);
    expect(permits.countOf('relay')).toBe(0);
    expect(await taken()).toBe(0);
  });

  test('are revoked when somebody waits', async () => {
    const held = await holdPermits(permitsOf('us'), clock, 'relay', 2);
    expect(await permitsOf('them').acquire('relay', 2, 2)).toEqual([]);
    await clock.advanceBy(RENEWAL_MS);
    await eventually(() => Promise.resolve(held.revoked.aborted));
    await held.keep(0);
  });
});
