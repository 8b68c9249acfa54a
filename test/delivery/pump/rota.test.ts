import { Composers } from '../../../lib/delivery/pump/composers';
import { Reasons } from '../../../lib/delivery/pump/reasons';
import { Rota } from '../../../lib/delivery/pump/rota';
import { type CampaignKey } from '../../../lib/model';
import { Settings } from '../../../lib/settings';
import { openStore, type Store } from '../../../lib/store';
import { plantMany } from '../../support/crashedStore';
import { type Database, describeEachDatabase } from '../../support/databases';
import { ManualClock } from '../../support/manualClock';

describeEachDatabase('the campaigns in turn', (fresh) => {
  let database: Database;
  let store: Store;
  let clock: ManualClock;
  let campaign: CampaignKey;
  const never = new AbortController().signal;

  beforeEach(async () => {
    database = await fresh();
    campaign = await plantMany(database, 2);
    store = await openStore(database);
    clock = new ManualClock();
  });
  afterEach(() => store.close());

  async function rotaOf(errors: unknown[] = []): Promise<Rota> {
    const settings = await Settings.open(store.db, { database, encryptionKey: 'key' });
    return new Rota({
      store,
      clock,
      owner: 'us',
      composers: new Composers(store.db, settings),
      reasons: new Reasons(store.db),
      onLook: () => {},
      onBatch: () => Promise.resolve(),
      onDrained: () => Promise.resolve(),
      onError: (_, error) => errors.push(error),
    });
  }
  const setFields = (fields: string) => store.db.updateTable('contacts').set({ fields }).execute();

  test('one that cannot be claimed is tried again after a rest, while others are being sent', async () => {
    const errors: unknown[] = [];
    const rota = await rotaOf(errors);
    await setFields('no JSON');
    expect(await rota.claim(10, () => true, never)).toEqual([]);
    expect(errors).toHaveLength(1);
    await setFields('{}');
    expect(await rota.claim(10, () => true, never)).toEqual([]);
    await clock.advanceBy(5_000);
    expect(await rota.claim(10, () => true, never)).toHaveLength(2);
  });

  test('the rest of one that cannot be claimed is when it is gone on with', async () => {
    const rota = await rotaOf();
    await setFields('no JSON');
    await rota.claim(10, () => true, never);
    expect(
      await rota.endRun(
        () => 0,
        () => false,
      ),
    ).toBe(clock.now() + 5_000);
  });

  test('what one was compiled into is not kept when it is sent no more', async () => {
    const rota = await rotaOf();
    await rota.claim(10, () => true, never);
    expect(rota.compose(campaign)).toBeDefined();
    rota.beginRun([]);
    expect(rota.compose(campaign)).toBeUndefined();
  });
});
