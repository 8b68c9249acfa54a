import { Contacts, Suppressions } from '../../lib/audience';
import { CONTACT_STATUSES, systemClock } from '../../lib/model';
import { csvBytes } from '../support/csvBytes';
import { describeEachStore } from '../support/stores';

describeEachStore('a contact that is deleted', (open) => {
  const make = async () => {
    const store = await open();
    return {
      contacts: new Contacts(store, systemClock),
      suppressions: new Suppressions(store.db, systemClock),
    };
  };
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

  test('keeps the reason for which it was suppressed before', async () => {
    const { contacts, suppressions } = await make();
    await contacts.upsert({ email: 'ana@example.com', status: 'unsubscribed' });
    await suppressions.add({ email: 'ana@example.com', reason: 'complaint' });
    await contacts.delete('ana@example.com');
    expect((await suppressions.list()).data).toMatchObject([{ reason: 'complaint' }]);
  });
});
