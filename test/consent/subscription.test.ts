import type { ContactInput, EmailMarketing } from '../../lib/model';
import { failure } from '../support/campaigns';
import { describeEachEngine } from '../support/eachEngine';

const ADA = 'ada@example.com';

describeEachEngine('a subscription', (here) => {
  let api: EmailMarketing;
  beforeEach(() => {
    ({ api } = here);
  });

  const add = (changes: Partial<ContactInput> = {}) =>
    api.contacts.upsert({ email: ADA, status: 'pending', ...changes });
  const actions = async (email = ADA) =>
    (await api.consent.personalData(email)).consents.map(({ action }) => action);

  test('unsubscribing is at once, on record, and once', async () => {
    await add({ status: 'active' });
    expect(await api.consent.unsubscribe(ADA, { source: 'By phone' })).toMatchObject({
      status: 'unsubscribed',
    });
    await api.consent.unsubscribe(ADA, { source: 'By phone' });
    expect((await api.consent.personalData(ADA)).consents).toMatchObject([
      { action: 'unsubscribed', source: 'By phone' },
    ]);
  });

  test('whoever bounced stays so when they unsubscribe, but it is on record', async () => {
    await add({ status: 'hard_bounce' });
    await api.consent.unsubscribe(ADA);
    expect(await api.consent.unsubscribe(ADA)).toMatchObject({ status: 'hard_bounce' });
    expect(await actions()).toEqual(['unsubscribed']);
  });

  test.each(['unsubscribed', 'hard_bounce', 'pending'] as const)(
    'whoever is %s is active once they are resubscribed, and no suppression keeps them from it',
    async (status) => {
      await add({ status });
      const reason = status === 'hard_bounce' ? 'hard_bounce' : 'unsubscribe';
      await api.suppressions.add({ email: ADA, reason });
      const contact = await api.consent.resubscribe(ADA, { source: 'Asked by letter' });
      expect(contact).toMatchObject({ status: 'active', suppressed: false });
      expect(contact.subscribedAt).not.toBeNull();
      expect(await api.consent.resubscribe(ADA)).toEqual(contact);
      expect((await actions()).filter((action) => action === 'resubscribed')).toHaveLength(1);
    },
  );

  test.each(['complaint', 'manual'] as const)(
    'nobody is resubscribed whose address is suppressed as %s',
    async (reason) => {
      await add({ status: 'unsubscribed' });
      await api.suppressions.add({ email: ADA, reason });
      expect(await failure(api.consent.resubscribe(ADA))).toMatchObject({
        code: 'ADDRESS_SUPPRESSED',
        details: { reason },
      });
      expect(await api.contacts.get(ADA)).toMatchObject({ status: 'unsubscribed', suppressed: true });
    },
  );
});
