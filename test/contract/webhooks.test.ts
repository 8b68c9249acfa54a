import { Webhook } from 'standardwebhooks';
import type { EmailMarketing } from '../../lib/model';
import { type Endpoint, startEndpoint } from '../events/webhooks/endpoint';
import { addSubscribers, failure, newsletter } from '../support/campaigns';
import { eventually } from '../support/eventually';
import { describeEachFace } from './eachFace';

const SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;

describeEachFace('webhooks', (here) => {
  let api: EmailMarketing;
  let endpoint: Endpoint;
  beforeEach(async () => {
    ({ api } = here);
    await api.settings.update({ privateWebhookNetworks: ['127.0.0.1'] });
    endpoint = await startEndpoint();
  });
  afterEach(() => endpoint.stop());

  const draft = async () => (await api.campaigns.create(newsletter(await addSubscribers(api, 1)))).id;

  test('are created, read, listed in their order, searched, changed and deleted', async () => {
    const { secret, ...created } = await api.webhooks.create({
      url: endpoint.url,
      events: ['open', 'click', 'open'],
    });
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(created).toEqual({
      id: expect.stringMatching(/^\d+$/) as string,
      url: endpoint.url,
      events: ['open', 'click'],
      campaignId: null,
      description: '',
      enabled: true,
      disabledReason: null,
      failingSince: null,
      lastError: null,
      nextAttemptAt: null,
      lastDeliveredAt: null,
      deadLetters: 0,
      createdAt: expect.stringMatching(/Z$/) as string,
    });
    expect(await api.webhooks.get(created.id)).toEqual(created);
    const campaignId = await draft();
    const other = await api.webhooks.create({
      url: endpoint.url,
      events: ['complaint'],
      campaignId,
      description: 'To the CRM',
      secret: SECRET,
    });
    expect(other).toMatchObject({ campaignId, description: 'To the CRM', secret: SECRET });
    const ids = async (query?: { search?: string; page?: number; perPage?: number }) =>
      (await api.webhooks.list(query)).data.map(({ id }) => id);
    expect(await ids()).toEqual([created.id, other.id]);
    expect(await ids({ page: 2, perPage: 1 })).toEqual([other.id]);
    expect(await ids({ search: 'crm' })).toEqual([other.id]);
    expect(await ids({ search: '/HOOKS' })).toEqual([created.id, other.id]);
    expect(
      await api.webhooks.update(other.id, { campaignId: null, enabled: false, events: ['bounce'] }),
    ).toMatchObject({ campaignId: null, enabled: false, disabledReason: null, events: ['bounce'] });
    expect(await api.webhooks.update(other.id, {})).toEqual(await api.webhooks.get(other.id));
    await api.webhooks.delete(created.id);
    expect((await api.webhooks.list()).meta.total).toBe(1);
  });

  test('are sent a sample of each of their events, also while they are off', async () => {
    const { id } = await api.webhooks.create({
      url: endpoint.url,
      events: ['click', 'launched'],
      secret: SECRET,
    });
    await api.webhooks.update(id, { enabled: false });
    expect(await api.webhooks.test(id)).toEqual({
      status: 200,
      milliseconds: expect.any(Number) as number,
    });
    const { raw, headers, payload } = endpoint.received[0]!;
    new Webhook(SECRET).verify(raw, headers as Record<string, string>);
    expect(payload).toMatchObject({ test: true, batchId: headers['webhook-id'] });
    expect(payload.events).toMatchObject([
      { event: 'click', recipient: expect.any(String) as string, raw: { url: expect.any(String) as string } },
      { event: 'launched', recipient: null },
    ]);
    endpoint.answer = () => 404;
    expect(await failure(api.webhooks.test(id))).toMatchObject({
      code: 'WEBHOOK_FAILED',
      message: 'The endpoint did not take it. It answered 404.',
    });
    expect(await api.webhooks.get(id)).toMatchObject({ failingSince: null, deadLetters: 0 });
  });

  test('are told of what happens', async () => {
    const campaignId = await draft();
    const { id } = await api.webhooks.create({ url: endpoint.url, events: ['scheduled'], campaignId });
    await api.campaigns.schedule(campaignId, { scheduledAt: '2999-01-01T00:00:00Z' });
    await eventually(async () => (await api.webhooks.get(id)).lastDeliveredAt);
    expect(endpoint.received.map(({ payload }) => payload.events)).toMatchObject([
      [{ event: 'scheduled', campaignId }],
    ]);
  });

  test('that do not exist are said to, whoever asks', async () => {
    const { id } = await api.webhooks.create({ url: endpoint.url, events: ['open'] });
    for (const unknown of ['999', 'abc', '']) {
      const calls = [
        api.webhooks.get(unknown),
        api.webhooks.update(unknown, { enabled: true }),
        api.webhooks.delete(unknown),
        api.webhooks.test(unknown),
        api.webhooks.listDeadLetters(unknown),
        api.webhooks.replay(unknown, '1'),
      ];
      const codes = (await Promise.all(calls.map(failure))).map((one) => one?.code);
      expect(codes).toEqual(calls.map(() => 'WEBHOOK_NOT_FOUND'));
      expect(await failure(api.webhooks.replay(id, unknown))).toMatchObject({
        code: 'DEAD_LETTER_NOT_FOUND',
      });
    }
    expect(await api.webhooks.listDeadLetters(id)).toMatchObject({ data: [], meta: { total: 0 } });
  });

  test('with what makes no sense are refused, at create and at update', async () => {
    const good = { url: endpoint.url, events: ['open' as const] };
    const before = await api.webhooks.create(good);
    for (const [input, code, field] of [
      [{ url: 'ftp://example.com/' }, 'INVALID_INPUT', 'url'],
      [{ url: 'example.com' }, 'INVALID_INPUT', 'url'],
      [{ url: 'https://user:secret@example.com/' }, 'INVALID_INPUT', 'url'],
      [{ url: `https://example.com/${'x'.repeat(2_000)}` }, 'INVALID_INPUT', 'url'],
      [{ url: 'http://10.1.2.3/' }, 'WEBHOOK_ADDRESS_REFUSED', 'url'],
      [{ url: 'http://0x7f.2/' }, 'WEBHOOK_ADDRESS_REFUSED', 'url'],
      [{ events: [] }, 'INVALID_INPUT', 'events'],
      [{ events: ['opened'] }, 'INVALID_INPUT', 'events.0'],
      [{ secret: 'a secret' }, 'INVALID_INPUT', 'secret'],
      [{ campaignId: '999' }, 'CAMPAIGN_NOT_FOUND', undefined],
      [{ description: 'a\0b' }, 'INVALID_INPUT', 'description'],
      [{ colour: 'red' }, 'INVALID_INPUT', ''],
    ]) {
      const refusal = { code, ...(field !== undefined && { details: { field } }) };
      expect(await failure(api.webhooks.create({ ...good, ...(input as object) }))).toMatchObject(refusal);
      expect(await failure(api.webhooks.update(before.id, input as never))).toMatchObject(refusal);
    }
    expect((await api.webhooks.list()).data).toMatchObject([good]);
  });

  test('are a hundred at most', async () => {
    const input = { url: endpoint.url, events: ['open' as const] };
    const all = await Promise.all(Array.from({ length: 103 }, () => failure(api.webhooks.create(input))));
    expect(all.filter(Boolean)).toMatchObject(Array(3).fill({ code: 'TOO_MANY_WEBHOOKS' }));
  });
});
