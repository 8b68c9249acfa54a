import { Webhook } from 'standardwebhooks';
import { recordEvents } from '../../../lib/events';
import { providerOf } from '../../../lib/events/providers';
import { toId } from '../../../lib/model';
import { insertCampaign, insertContact } from '../../support/crashedStore';
import { describeEachStore } from '../../support/stores';
import { whenSettled } from '../../support/whenSettled';
import { type Endpoint, startEndpoint } from './endpoint';
import { hook, type Setting, STORE_ID, webhookSetting } from './setting';

describeEachStore('an endpoint', (open) => {
  let setting: Setting;
  let endpoint: Endpoint;
  beforeEach(async () => {
    setting = await webhookSetting(await open());
    endpoint = await startEndpoint();
  });
  afterEach(async () => {
    await setting.close();
    await endpoint.stop();
  });

  const received = (count: number) => setting.until(() => endpoint.received.length >= count);

  test('is told of what happens from then on, in Mailtarget’s form', async () => {
    const { store, campaign, webhooks, record, start } = setting;
    await record('before');
    await webhooks.create(hook(endpoint.url));
    const contact = await insertContact(store.db, 'ana@example.com');
    await record('550 5.1.1 No such user', { contact_id: contact, bounce_type: 'hard' });
    start();
    await received(1);
    const [{ payload, method, path, headers }] = endpoint.received as [Endpoint['received'][0]];
    expect(method).toBe('POST');
    expect(path).toBe('/hooks?from=us');
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'Mailtarget-Webhooks/1',
    });
    expect(payload).toEqual({
      batchId: headers['webhook-id'],
      retryCount: 0,
      events: [
        {
          eventId: expect.stringMatching(new RegExp(`^${campaign}-\\d+$`)) as string,
          event: 'bounce',
          timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as string,
          recipient: 'ana@example.com',
          contactId: toId(contact),
          campaignId: toId(campaign),
          messageId: `<${campaign}.${contact}.${STORE_ID}@roastery.example>`,
          raw: { reason: '550 5.1.1 No such user', bounceType: 'hard' },
        },
      ],
    });
  });

  test('can check what it is sent by Standard Webhooks', async () => {
    const { secret } = await setting.webhooks.create(hook(endpoint.url));
    await setting.record('grüße');
    setting.start();
    await received(1);
    const { raw, headers, payload } = endpoint.received[0]!;
    expect(new Webhook(secret).verify(raw, headers as Record<string, string>)).toEqual(payload);
    expect(() => new Webhook(secret).verify(raw.replace('ü', 'u'), headers as never)).toThrow(/signature/);
  });

  test('has its secret encrypted in the store', async () => {
    const { secret } = await setting.webhooks.create(hook(endpoint.url));
    const row = await setting.store.db.selectFrom('webhooks').selectAll().executeTakeFirstOrThrow();
    expect(JSON.stringify(row)).not.toContain(secret.slice('whsec_'.length));
    expect(await setting.webhooks.get(toId(row.id))).not.toHaveProperty('secret');
  });

  test('may be another engine, that reads it as one of Mailtarget’s webhooks', async () => {
    const { secret } = await setting.webhooks.create(hook(endpoint.url));
    const contact = await insertContact(setting.store.db, 'ana@example.com');
    await setting.record('550 5.1.1 No such user', { contact_id: contact, bounce_type: 'hard' });
    await setting.record('', {
      type: 'click',
      contact_id: contact,
      url: 'https://example.com/a',
      link: 0,
      ip: '203.0.113.7',
    });
    setting.start();
    await received(1);
    const { raw, headers } = endpoint.received[0]!;
    const request = { rawBody: Buffer.from(raw), headers: headers as Record<string, string> };
    const read = await providerOf('mailtarget').read(
      request,
      { provider: 'mailtarget', authentication: { scheme: 'standard', secret } },
      setting.clock.now(),
      () => Promise.reject(new Error('It fetches nothing')),
    );
    expect(read).toMatchObject({
      events: [
        { type: 'bounce', bounceType: 'hard', recipient: 'ana@example.com' },
        { type: 'click', url: 'https://example.com/a', ip: '203.0.113.7', recipient: 'ana@example.com' },
      ],
    });
  });

  test('gets the events that it chose, of the campaign that it chose', async () => {
    const { webhooks, store, record, start, campaign } = setting;
    const other = await insertCampaign(store.db);
    await webhooks.create(hook(endpoint.url, { campaignId: toId(campaign) }));
    await record('of another campaign', { campaign_id: other });
    await record('another event', { type: 'open' });
    await record('the event');
    start();
    await received(1);
    await record('another event', { type: 'open' });
    await record('the next event', { type: 'click' });
    await received(2);
    expect(endpoint.reasons).toEqual(['the event', 'the next event']);
  });

  test('gets what there is in order and in batches, each once', async () => {
    const { webhooks, store, campaign, start } = setting;
    await webhooks.create(hook(endpoint.url));
    const reasons = Array.from({ length: 1_201 }, (_, index) => `event ${index}`);
    await recordEvents(
      store.db,
      reasons.map((reason) => ({ campaign_id: campaign, type: 'bounce', contact_id: null, reason, at: 0 })),
    );
    await whenSettled(store);
    start();
    await setting.until(() => endpoint.reasons.length >= reasons.length);
    expect(endpoint.reasons).toEqual(reasons);
    expect(endpoint.received.map(({ payload }) => payload.events.length)).toEqual([500, 500, 201]);
    const ids = endpoint.received.flatMap(({ payload }) => payload.events.map(({ eventId }) => eventId));
    expect(new Set(ids).size).toBe(reasons.length);
    expect(new Set(endpoint.received.map(({ headers }) => headers['webhook-id'])).size).toBe(3);
  });

  test('gets what it chose behind thousands of events that it did not', async () => {
    const { webhooks, store, campaign, start } = setting;
    await webhooks.create(hook(endpoint.url));
    await webhooks.create(
      hook(`${endpoint.url}&other`, { events: ['open', 'complaint'], campaignId: toId(campaign) }),
    );
    const other = {
      campaign_id: await insertCampaign(store.db),
      type: 'open' as const,
      contact_id: null,
      at: 0,
    };
    for (let thousand = 0; thousand < 21; thousand++) await recordEvents(store.db, Array(1_000).fill(other));
    await setting.record('the event');
    await setting.record('of the other', { type: 'complaint' });
    start();
    await received(2);
    await setting.record('the next event');
    await received(3);
    const of = (path: string) => endpoint.received.filter((one) => one.path.endsWith(path));
    const reasons = (path: string) =>
      of(path).flatMap(({ payload }) => payload.events.map(({ raw }) => raw.reason));
    expect(reasons('=us')).toEqual(['the event', 'the next event']);
    expect(reasons('&other')).toEqual(['of the other']);
  });

  test('is told of an event of the campaign itself without a message', async () => {
    await setting.webhooks.create(hook(endpoint.url, { events: ['launched'] }));
    await setting.record('', { type: 'launched' });
    setting.start();
    await received(1);
    expect(endpoint.received[0]!.payload.events).toMatchObject([{ recipient: null, messageId: null }]);
  });

  test('gets smaller batches where the events are large', async () => {
    const { webhooks, store, campaign, start } = setting;
    await webhooks.create(hook(endpoint.url));
    const reason = 'x'.repeat(4_000);
    await recordEvents(
      store.db,
      Array.from({ length: 300 }, (_, index) => ({
        campaign_id: campaign,
        type: 'bounce' as const,
        contact_id: null,
        reason: `${index} ${reason}`,
        at: 0,
      })),
    );
    await whenSettled(store);
    start();
    await setting.until(() => endpoint.reasons.length >= 300);
    expect(endpoint.reasons.map((one) => parseInt(one!))).toEqual(Array.from({ length: 300 }, (_, i) => i));
    for (const { raw } of endpoint.received) expect(raw.length).toBeLessThan(513 * 1024);
  });

  test('is shown to be well, and when it took something last', async () => {
    const { id } = await setting.webhooks.create(hook(endpoint.url));
    await setting.record('one');
    setting.start();
    await setting.until(async () => (await setting.webhooks.get(id)).lastDeliveredAt !== null);
    expect(await setting.webhooks.get(id)).toMatchObject({
      failingSince: null,
      lastError: null,
      enabled: true,
    });
  });
});
