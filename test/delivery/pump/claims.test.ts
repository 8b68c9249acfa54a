import { claimBatch } from '../../../lib/delivery/pump/claims';
import { openStore } from '../../../lib/store';
import { plantMany } from '../../support/crashedStore';
import { describeEachDatabase } from '../../support/databases';

describeEachDatabase('a claim', (fresh) => {
  test('takes no more than it asks for, the next ones each time', async () => {
    const database = await fresh();
    const campaign = await plantMany(database, 50);
    const store = await openStore(database);
    const claim = async (size: number) => {
      const batch = await claimBatch(store, { campaign, senderDomain: 'example.com' }, 'us', size, 1000);
      return batch.map(({ contactId }) => contactId);
    };
    expect(await claim(1)).toEqual([1]);
    expect(await claim(3)).toEqual([2, 3, 4]);
    expect(await claim(100)).toHaveLength(46);
    expect(await claim(1)).toEqual([]);
    await store.close();
  });
});
