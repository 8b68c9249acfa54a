import type { ContactInput, EmailMarketing } from '../../lib/model';
import { everybody } from '../support/audience';
import { failure, newsletter, whenSent } from '../support/campaigns';
import { describeEachEngine } from '../support/eachEngine';

const ADA = 'ada@example.com';

describeEachEngine('a person who was erased', (here) => {
  let api: EmailMarketing;
  beforeEach(() => {
    ({ api } = here);
  });
  const add = (changes: Partial<ContactInput> = {}) =>
    api.contacts.upsert({ email: ADA, status: 'pending', ...changes });

  test('is known nowhere, and not added again', async () => {
    const { id } = await add({ status: 'active' });
    await api.consent.erase(ADA);
    const calls = [api.contacts.get(id), api.consent.personalData(ADA), api.consent.erase(ADA)];
    for (const refusal of await Promise.all(calls.map(failure))) {
      expect(refusal).toMatchObject({ code: 'CONTACT_NOT_FOUND' });
    }
    expect(await failure(add())).toMatchObject({ code: 'CONTACT_ERASED' });
  });

  test('may come back once the suppression is removed', async () => {
    await add();
    await api.consent.erase(ADA);
    await api.suppressions.remove('Ada@Example.com');
    expect(await add()).toMatchObject({ email: ADA, status: 'pending' });
  });

  test('may have been on the suppression list alone', async () => {
    await api.suppressions.add({ email: ADA, reason: 'complaint' });
    await api.consent.erase(ADA);
    expect(await api.suppressions.list()).toMatchObject({ meta: { total: 0 } });
    expect(await failure(add())).toMatchObject({ code: 'CONTACT_ERASED' });
  });

  test('leaves the counts of reports as they are', async () => {
    await add({ status: 'active' });
    const { id } = await api.campaigns.create(newsletter('', { recipients: everybody }));
    await api.campaigns.send(id);
    const before = await whenSent(api, id);
    await api.consent.erase(ADA);
    expect(await api.reports.basic(id)).toEqual(before);
    expect((await api.campaigns.deliveries(id)).data).toMatchObject([{ email: null, reason: null }]);
  });
});
