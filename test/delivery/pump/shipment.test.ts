import { Ledger } from '../../../lib/delivery/ledger/ledger';
import { Pace } from '../../../lib/delivery/pace';
import { claimBatch, type Claimed } from '../../../lib/delivery/pump/claims';
import { Shipment } from '../../../lib/delivery/pump/shipment';
import { UnderWay } from '../../../lib/delivery/pump/underWay';
import { openTransport } from '../../../lib/delivery';
import { systemClock } from '../../../lib/model';
import { openStore } from '../../../lib/store';
import { plantMany } from '../../support/crashedStore';
import { describeEachDatabase } from '../../support/databases';
import { transport } from '../pace/paceSenders';

describeEachDatabase('a shipment', (fresh) => {
  test('holds nothing any more of those who left after the launch', async () => {
    const database = await fresh();
    const campaign = await plantMany(database, 3);
    const store = await openStore(database);
    const claimed = await claimBatch(
      store,
      { campaign, senderDomain: 'example.com' },
      'us',
      3,
      systemClock.now(),
    );
    await store.db.updateTable('contacts').set({ status: 'unsubscribed' }).execute();
    const batches = [claimed];
    const givenBack: Claimed[] = [];
    const config = transport({});
    const pace = new Pace(store, systemClock, config);
    const shipment = new Shipment({
      clock: systemClock,
      ledger: new Ledger(store, systemClock, 'us'),
      transport: openTransport(config),
      transportId: config.id,
      pace,
      connections: () => 1,
      connectionsInAll: () => 1,
      underWay: new UnderWay(),
      stockSize: 10,
      claim: () => Promise.resolve(batches.shift() ?? []),
      giveBack: (deliveries) => {
        givenBack.push(...deliveries);
        return Promise.resolve();
      },
      rateOfOthers: () => 0,
      compose: () => {
        throw new Error('Nobody gets a message');
      },
      settle: () => {
        throw new Error('Nobody gets a message');
      },
      silentAfter: () => 75_000,
      onAnswer: () => {},
      onSilence: () => {},
      letGo: () => {},
    });
    await shipment.run(new AbortController().signal);
    expect(givenBack).toEqual(claimed);
    await pace.release();
    await store.close();
  });
});
