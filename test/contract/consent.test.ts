import type { EmailMarketing } from '../../lib/model';
import { everybody } from '../support/audience';
import { failure, newsletter, whenSent } from '../support/campaigns';
import { confirmationTokenTo } from '../support/confirmation';
import { describeEachFace } from './eachFace';

const ADA = 'ada@example.com';

describeEachFace('consent', (here) => {
  let api: EmailMarketing;
  beforeEach(() => {
    ({ api } = here);
  });

  test('a pending contact who confirms is active, with time and sources on record', async () => {
    await api.settings.update({ publicUrl: 'https://mail.roastery.example' });
    await api.contacts.upsert({ email: ADA, status: 'pending' });
    expect(await api.consent.requestConfirmation(ADA, { source: 'Sign-up form' })).toEqual({ sent: true });
    const token = await confirmationTokenTo(here.relay, ADA);
    const contact = await api.consent.confirm(token, { source: 'Confirmation page' });
    expect(contact).toMatchObject({ email: ADA, status: 'active' });
    expect((await api.consent.personalData(ADA)).consents).toEqual([
      { action: 'requested', source: 'Sign-up form', at: expect.any(String) as string },
      { action: 'confirmed', source: 'Confirmation page', at: contact.subscribedAt },
    ]);
    expect(await failure(api.consent.confirm('nothing'))).toMatchObject({ code: 'CONFIRMATION_INVALID' });
  });

  test('whoever leaves is not mailed, and comes back where nothing stronger keeps them', async () => {
    await api.contacts.upsert({ email: ADA });
    expect(await api.consent.unsubscribe(ADA, { source: 'By phone' })).toMatchObject({
      status: 'unsubscribed',
    });
    expect(await api.consent.resubscribe(ADA)).toMatchObject({ status: 'active' });
    await api.suppressions.add({ email: ADA, reason: 'complaint' });
    expect(await failure(api.consent.resubscribe(ADA))).toMatchObject({
      code: 'ADDRESS_SUPPRESSED',
      details: { reason: 'complaint' },
    });
  });

  test('topics are chosen among the public labels', async () => {
    const news = await api.labels.create({ name: 'News', public: true });
    const vip = await api.labels.create({ name: 'vip' });
    await api.contacts.upsert({ email: ADA, labels: ['vip'] });
    const unchosen = { labelId: news.id, name: 'News', subscribed: false };
    expect(await api.consent.topics(ADA)).toEqual([unchosen]);
    expect(await api.consent.chooseTopics(ADA, [news.id])).toEqual([{ ...unchosen, subscribed: true }]);
    expect(await failure(api.consent.chooseTopics(ADA, [vip.id]))).toMatchObject({ code: 'LABEL_NOT_FOUND' });
  });

  test('everything that is held on a person comes in one piece', async () => {
    await api.contacts.upsert({ email: 'gone@example.com', name: 'Gone', labels: ['news'] });
    await api.suppressions.add({ email: 'gone@example.com', reason: 'complaint' });
    await api.suppressions.remove('gone@example.com');
    const { id } = await api.campaigns.create(newsletter('', { recipients: everybody }));
    await api.campaigns.send(id);
    await whenSent(api, id);
    await api.suppressions.add({ email: 'gone@example.com', reason: 'hard_bounce' });
    await api.consent.unsubscribe('gone@example.com', { source: 'By phone' });
    const contact = await api.contacts.get('gone@example.com');
    const timestamp = expect.any(String) as string;
    const reason = expect.stringContaining('550') as string;
    expect(await api.consent.personalData(contact.id)).toEqual({
      contact,
      suppression: { email: 'gone@example.com', reason: 'hard_bounce', createdAt: timestamp },
      consents: [{ action: 'unsubscribed', source: 'By phone', at: timestamp }],
      deliveries: [
        {
          campaignId: id,
          subject: 'Hello {{first_name}}',
          status: 'bounced',
          reason,
          updatedAt: timestamp,
          openedAt: null,
          clickedAt: null,
        },
      ],
      events: [{ campaignId: id, type: 'bounce', reason, timestamp }],
    });
  });

  test('who was erased is known nowhere, and not added again', async () => {
    await api.contacts.upsert({ email: ADA });
    await api.consent.erase(ADA);
    expect(await failure(api.consent.personalData(ADA))).toMatchObject({ code: 'CONTACT_NOT_FOUND' });
    expect(await failure(api.contacts.upsert({ email: ADA }))).toMatchObject({ code: 'CONTACT_ERASED' });
  });
});
