import type { ContactInput, EmailMarketing } from '../../../lib/model';
import { defineFields } from '../../support/audience';
import { failure } from '../../support/campaigns';
import { describeEachEngine } from '../../support/eachEngine';

describeEachEngine('contacts that are upserted', (here) => {
  let api: EmailMarketing;
  beforeEach(async () => {
    api = here.api;
    await defineFields(api, { city: 'text', age: 'number', born: 'date', vip: 'boolean' });
  });
  const email = 'ana@example.com';

  test('that are active know since when, and others do not', async () => {
    const { subscribedAt, createdAt } = await api.contacts.upsert({ email });
    expect(subscribedAt).toBe(createdAt);
    expect(await api.contacts.upsert({ email: 'ben@example.com', status: 'pending' })).toMatchObject({
      subscribedAt: null,
    });
  });

  test('are confirmed or brought back by no upsert', async () => {
    const statusAfter = async (...statuses: ContactInput['status'][]) => {
      for (const status of statuses) await api.contacts.upsert({ email, ...(status && { status }) });
      return (await api.contacts.get(email)).status;
    };
    expect(await statusAfter('pending', 'active')).toBe('pending');
    expect(await statusAfter('unsubscribed', 'active', 'pending')).toBe('unsubscribed');
    expect(await statusAfter('hard_bounce', 'active', 'pending')).toBe('hard_bounce');
  });

  test('that unsubscribe by an upsert have it on record', async () => {
    await api.contacts.upsert({ email });
    await api.contacts.upsert({ email, status: 'unsubscribed' });
    await api.contacts.upsert({ email, status: 'unsubscribed' });
    expect((await api.consent.personalData(email)).consents).toEqual([
      { action: 'unsubscribed', source: 'Upsert', at: expect.any(String) as string },
    ]);
  });

  test.each<[string, object, string, RegExp]>([
    ['an unknown field', { fields: { citty: 'x' } }, 'FIELD_NOT_FOUND', /"citty".*Did you mean "city"\?/],
    ['a word for a number', { fields: { age: 'old' } }, 'FIELD_VALUE_INVALID', /"age" takes a number.*"old"/],
    ['a day that is none', { fields: { born: '2026-02-30' } }, 'FIELD_VALUE_INVALID', /"born" takes a date/],
    [
      'neither yes nor no',
      { fields: { vip: 'perhaps' } },
      'FIELD_VALUE_INVALID',
      /"vip" takes true or false/,
    ],
    ['a heading for a tag', { fields: { 'First Name': 'x' } }, 'INVALID_INPUT', /named by its tag/],
    ['a name of JavaScript', { fields: { constructor: 'x' } }, 'INVALID_INPUT', /fields by their tags/],
    ['a NUL', { fields: { city: 'a\0' } }, 'INVALID_INPUT', /NUL/],
    [
      '300 labels',
      { labels: Array.from({ length: 300 }, (_, n) => `l${n}`) },
      'INVALID_INPUT',
      /at most 100 labels/,
    ],
    ['a status that there is not', { status: 'gone' }, 'INVALID_INPUT', /pending, unsubscribed/],
    ['no time zone', { timeZone: '+07:00' }, 'INVALID_INPUT', /Europe\/Berlin/],
    ['no time', { subscribedAt: '2026-01-31' }, 'INVALID_INPUT', /with its offset/],
    ['a line break in its source', { source: 'a\nb' }, 'LINE_BREAK_IN_HEADER', /line break/],
    ['a property that there is not', { firstName: 'x' }, 'INVALID_INPUT', /firstName/],
    ['an IP address', { email: 'ana@[192.0.2.1]' }, 'INVALID_EMAIL', /not an email address/],
    ['too long a name', { email: `${'a'.repeat(65)}@example.com` }, 'INVALID_EMAIL', /not an email address/],
  ])('with %s are refused, and nothing is stored', async (_, wrong, code, sentence) => {
    const refused = await failure(api.contacts.upsert({ email, name: 'Ana', ...wrong }));
    expect(refused).toMatchObject({ code, message: expect.stringMatching(sentence) as string });
    const many = await api.contacts.upsertMany([{ email, ...wrong }, { email: 'ben@example.com' }]);
    expect(many).toMatchObject({ created: 1, rejected: [{ index: 0, reason: refused!.message }] });
    expect((await api.contacts.list()).data).toMatchObject([{ email: 'ben@example.com' }]);
    expect((await api.labels.list()).data).toEqual([]);
  });

  test('take an address in any spelling, also one with letters that are not ASCII', async () => {
    const { id } = await api.contacts.upsert({ email: ' Ærø@BÜCHER.example ' });
    expect(await api.contacts.upsert({ email: 'ærø@xn--bcher-kva.EXAMPLE' })).toMatchObject({ id });
  });

  test('are a thousand at once, and no more', async () => {
    const inputs = Array.from({ length: 1001 }, (_, n) => ({ email: `c${n}@example.com` }));
    expect(await failure(api.contacts.upsertMany(inputs))).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('at most 1000') as string,
    });
    expect((await api.contacts.list()).meta.total).toBe(0);
  });
});
