import type { EmailMarketing } from '../../lib/model';
import { defineFields } from '../support/audience';
import { failure } from '../support/campaigns';
import { describeEachFace } from './eachFace';

describeEachFace('contacts', (here) => {
  let api: EmailMarketing;
  beforeEach(async () => {
    api = here.api;
    await defineFields(api, { city: 'text', age: 'number', born: 'date', vip: 'boolean' });
  });
  const email = 'ana@example.com';

  test('have everything that was given, in its own type, and null empties it', async () => {
    const made = await api.contacts.upsert({
      email,
      name: 'Ana Lima',
      source: 'Fair in Berlin',
      subscribedAt: '2025-05-01T09:00:00+07:00',
      funnelStatus: 'loyal_customer',
      timeZone: 'Asia/Jakarta',
      fields: { city: 'Łódź', age: '41.5', born: '1984-02-29T10:00:00Z', vip: 'yes' },
      labels: ['VIP'],
    });
    expect(made).toEqual({
      id: expect.any(String) as string,
      email,
      name: 'Ana Lima',
      status: 'active',
      suppressed: false,
      source: 'Fair in Berlin',
      subscribedAt: '2025-05-01T02:00:00.000Z',
      funnelStatus: 'loyal_customer',
      timeZone: 'Asia/Jakarta',
      labels: [{ id: expect.any(String) as string, name: 'VIP', public: false }],
      fields: { city: 'Łódź', age: 41.5, born: '1984-02-29', vip: true },
      lastSendAt: null,
      lastOpenAt: null,
      lastClickAt: null,
      createdAt: expect.any(String) as string,
      updatedAt: made.createdAt,
    });
    expect(await api.contacts.upsert({ email })).toEqual(made);
    const emptied = await api.contacts.upsert({
      email,
      name: null,
      source: null,
      subscribedAt: null,
      funnelStatus: null,
      timeZone: null,
      fields: { city: null, age: '', born: ' ', vip: null },
    });
    expect(emptied).toMatchObject({
      name: null,
      source: null,
      subscribedAt: null,
      funnelStatus: null,
      timeZone: null,
      fields: {},
    });
  });

  test('that are refused say what to do, alone and among many', async () => {
    const refused = await failure(api.contacts.upsert({ email, fields: { citty: 'x' } }));
    expect(refused).toMatchObject({
      code: 'FIELD_NOT_FOUND',
      message: expect.stringContaining('Did you mean "city"?') as string,
    });
    const inputs = [{ email, fields: { citty: 'x' } }, { email: 'ben@example.com' }];
    expect(await api.contacts.upsertMany(inputs)).toEqual({
      created: 1,
      updated: 0,
      unchanged: 0,
      rejected: [{ index: 0, reason: refused!.message }],
    });
  });

  test('are listed by what they are', async () => {
    await api.contacts.upsertMany([
      { email, fields: { age: 30 }, labels: ['VIP'] },
      { email: 'ben@example.com', fields: { age: 50 }, labels: ['VIP'] },
      { email: 'cleo@example.com', fields: { age: 60 }, status: 'pending' },
    ]);
    const emails = async (query: Parameters<typeof api.contacts.list>[0]) =>
      (await api.contacts.list(query)).data.map((contact) => contact.email.split('@')[0]);
    const older = { type: 'field', field: 'age', operator: 'greater_than', value: 40 } as const;
    const labelId = (await api.labels.create({ name: 'VIP' })).id;
    expect(await emails({ filters: [older] })).toEqual(['ben', 'cleo']);
    expect(await emails({ filters: [older], labelId })).toEqual(['ben']);
    expect(await emails({ filters: [older], status: 'pending' })).toEqual(['cleo']);
    const segment = await api.segments.create({ name: 'Older', filters: [older] });
    expect(await emails({ segmentId: segment.id, search: 'ben@' })).toEqual(['ben']);
    expect(await failure(api.contacts.list({ segmentId: '999' }))).toMatchObject({
      code: 'SEGMENT_NOT_FOUND',
    });
    expect(await failure(api.contacts.list({ filters: [{ ...older, value: 'old' }] }))).toMatchObject({
      code: 'FILTER_INVALID',
    });
  });

  test('on the suppression list are found by the reason', async () => {
    await api.suppressions.add({ email, reason: 'complaint' });
    await api.suppressions.add({ email: 'ben@example.com' });
    expect((await api.suppressions.list({ reason: 'complaint' })).data).toMatchObject([{ email }]);
  });

  test('who were erased are not added again, until the suppression is removed', async () => {
    await api.contacts.upsert({ email });
    await api.consent.erase(email);
    expect(await failure(api.contacts.upsert({ email }))).toMatchObject({
      code: 'CONTACT_ERASED',
      message: expect.stringContaining(email) as string,
    });
    await api.suppressions.remove(email);
    expect(await api.contacts.upsert({ email })).toMatchObject({ email });
  });
});
