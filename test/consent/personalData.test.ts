import type { EmailMarketing } from '../../lib/model';
import { failure } from '../support/campaigns';
import { describeEachEngine } from '../support/eachEngine';

const ADA = 'ada@example.com';

describeEachEngine('what is held on a person', (here) => {
  let api: EmailMarketing;
  beforeEach(() => {
    ({ api } = here);
  });

  test('is shown also of an address that is only suppressed', async () => {
    await api.suppressions.add({ email: ADA });
    expect(await api.consent.personalData('ADA@example.com')).toMatchObject({
      contact: null,
      suppression: { email: ADA, reason: 'manual' },
      consents: [],
      deliveries: [],
      events: [],
    });
  });

  test('and every other call, is CONTACT_NOT_FOUND of nobody we know', async () => {
    const { consent } = api;
    for (const name of [ADA, '999', 'nonsense', undefined as unknown as string]) {
      const calls = [
        consent.requestConfirmation(name),
        consent.unsubscribe(name),
        consent.resubscribe(name),
        consent.topics(name),
        consent.chooseTopics(name, []),
        consent.erase(name),
        consent.personalData(name),
      ];
      for (const refusal of await Promise.all(calls.map(failure))) {
        expect([name, refusal]).toEqual([name, expect.objectContaining({ code: 'CONTACT_NOT_FOUND' })]);
      }
    }
  });
});
