import { CONTACT_STATUSES } from '../../../lib/model';
import { audienceOf } from '../../support/audience';
import { csvBytes } from '../../support/csvBytes';
import { insertCampaign, insertContact } from '../../support/crashedStore';
import { describeEachStore } from '../../support/stores';
import { whenWaiting } from '../../support/whenWaiting';

describeEachStore('a contact that is deleted', (open, type) => {
  const make = async () => audienceOf(await open());
  const reasonFor = { unsubscribed: 'unsubscribe', hard_bounce: 'hard_bounce', active: null, pending: null };

  test.each(CONTACT_STATUSES)('while %s stays unmailable exactly when it was', async (status) => {
    const { contacts, suppressions } = await make();
    await contacts.upsert({ email: 'ana@example.com', status });
    await contacts.delete('ana@example.com');
    await contacts.import(csvBytes('email,status\nana@example.com,active\n'));

    const reason = reasonFor[status];
    expect(await contacts.get('ana@example.com')).toMatchObject({ suppressed: reason !== null });
    expect((await suppressions.list()).data.map((one) => one.reason)).toEqual(reason ? [reason] : []);
  });

  test('leaves nothing in what was sent to them that tells who they were', async () => {
    const store = await open();
    const { contacts } = audienceOf(store);
    const reason = '550 no such user';
    const campaign_id = await insertCampaign(store.db);
    for (const email of ['ana@example.com', 'ben@example.com']) {
      const about = { campaign_id, contact_id: await insertContact(store.db, email), reason };
      const state = { domain: 'example.com', status: 'bounced' as const, attempts: 1, due_at: 0 };
      const delivery = { ...about, ...state, lease_until: 0, updated_at: 1 };
      await store.db.insertInto('deliveries').values(delivery).execute();
      await store.db
        .insertInto('events')
        .values({ ...about, type: 'bounce', at: 1 })
        .execute();
    }

    await contacts.delete('ana@example.com');
    const deliveries = store.db.selectFrom('deliveries').select(['domain', 'reason', 'status']);
    expect(await deliveries.orderBy('contact_id').execute()).toEqual([
      { domain: '', reason: null, status: 'bounced' },
      { domain: 'example.com', reason, status: 'bounced' },
    ]);
    const events = store.db.selectFrom('events').select('reason').orderBy('contact_id');
    expect(await events.execute()).toEqual([{ reason: null }, { reason }]);
  });

  if (type === 'postgres') {
    test('is not added again by who labels them at that moment', async () => {
      const store = await open();
      const { contacts } = audienceOf(store);
      const { email } = await contacts.upsert({ email: 'ana@example.com' });
      let labelling = Promise.resolve<unknown>(undefined);
      await store.db.transaction().execute(async (tx) => {
        await tx.deleteFrom('contacts').where('email', '=', email).execute();
        labelling = contacts.label(email, ['News']);
        await whenWaiting(store, labelling);
      });
      await expect(labelling).rejects.toMatchObject({ code: 'CONTACT_NOT_FOUND' });
      expect(await contacts.list()).toMatchObject({ meta: { total: 0 } });
    });
  }

  test('keeps the reason for which it was suppressed before', async () => {
    const { contacts, suppressions } = await make();
    await contacts.upsert({ email: 'ana@example.com', status: 'unsubscribed' });
    await suppressions.add({ email: 'ana@example.com', reason: 'complaint' });
    await contacts.delete('ana@example.com');
    expect((await suppressions.list()).data).toMatchObject([{ reason: 'complaint' }]);
  });
});
