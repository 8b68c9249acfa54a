import { Webhook } from 'standardwebhooks';
import { recordEvents } from '../../../lib/events';
import { WAITS } from '../../../lib/events/webhooks/settle';
import { failure } from '../../support/campaigns';
import { insertContact } from '../../support/crashedStore';
import { describeEachStore } from '../../support/stores';
import { type Endpoint, startEndpoint } from './endpoint';
import { hook, type Setting, webhookSetting } from './setting';

const DAY_MS = 24 * 3_600_000;

describeEachStore('an endpoint that does not take what it is sent', (open) => {
  let setting: Setting;
  let endpoint: Endpoint;
  let id: string;
  let isWell: boolean;
  beforeEach(async () => {
    setting = await webhookSetting(await open());
    isWell = false;
    endpoint = await startEndpoint(() => (isWell ? 200 : 500));
    ({ id } = await setting.webhooks.create(hook(endpoint.url)));
    setting.start();
  });
  afterEach(async () => {
    await setting.close();
    await endpoint.stop();
  });

  const received = (count: number) => setting.until(() => endpoint.received.length >= count);
  const whenNextWas = async () => {
    const before = endpoint.received.length;
    await setting.untilNextAttempt(id);
    await received(before + 1);
  };
  /** As if its first batch had failed for a day: until that is a dead letter, and the one after it was tried. */
  const failsForADay = async () => {
    await setting.record('the first');
    await received(1);
    await setting.whenLeft(id);
    await setting.store.db
      .updateTable('webhooks')
      .set({ attempts: WAITS.length, next_attempt_at: 0 })
      .execute();
    await setting.record('the second');
    await received(3);
  };
  /** As that, the whole way. */
  const aDayLater = async () => {
    await setting.record('the first');
    await received(1);
    await setting.record('the second');
    for (let attempt = 1; attempt < WAITS.length; attempt++) await whenNextWas();
    await setting.untilNextAttempt(id);
    await received(WAITS.length + 2);
  };

  test('gets the same batch again, and nothing else before', async () => {
    await setting.record('one');
    await received(1);
    await setting.record('two');
    await whenNextWas();
    isWell = true;
    await whenNextWas();
    await received(4);
    expect(endpoint.reasons).toEqual(['one', 'one', 'one', 'two']);
    const batches = endpoint.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(batches.slice(0, 3)).size).toBe(1);
    expect(batches[3]).not.toBe(batches[0]);
    expect(endpoint.received.map(({ payload }) => payload.retryCount)).toEqual([0, 1, 2, 0]);
    await setting.until(async () => (await setting.webhooks.get(id)).failingSince === null);
  });

  test('is shown to be failing, with what it said', async () => {
    endpoint.answer = () => (response) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(`out\u0007of\norder${'!'.repeat(5_000)}`);
    };
    await setting.record('one');
    await setting.until(async () => (await setting.webhooks.get(id)).failingSince !== null);
    const { lastError, lastDeliveredAt } = await setting.webhooks.get(id);
    expect(lastError).toMatch(/^It answered 500: out of order!+$/);
    expect(lastError!.length).toBeLessThan(330);
    expect(lastDeliveredAt).toBeNull();
  });

  test('loses a batch to the dead letters after a day, and goes on with the next if it takes that', async () => {
    const begun = setting.clock.now();
    endpoint.answer = ({ payload }) => (payload.events[0]!.raw.reason === 'the first' ? 422 : 200);
    await aDayLater();
    expect(endpoint.reasons).toEqual([...Array<string>(WAITS.length + 1).fill('the first'), 'the second']);
    await setting.until(async () => (await setting.webhooks.get(id)).failingSince === null);
    expect(await setting.webhooks.get(id)).toMatchObject({ enabled: true, lastError: null, deadLetters: 1 });
    const { data } = await setting.webhooks.listDeadLetters(id);
    expect(data).toMatchObject([{ error: 'It answered 422.', attempts: WAITS.length + 1 }]);
    const [{ firstAttemptAt, lastAttemptAt }] = data as [(typeof data)[0]];
    expect(Date.parse(firstAttemptAt) - begun).toBeLessThan(10_000);
    expect(Date.parse(lastAttemptAt) - Date.parse(firstAttemptAt)).toBeGreaterThan(DAY_MS * 0.8);
    expect(setting.errors).toMatchObject([
      { code: 'WEBHOOK_FAILED', message: expect.stringContaining('dead letter') as string },
    ]);
  });

  test('is switched off where it does not take the next one either, and misses nothing once it is on again', async () => {
    await failsForADay();
    await setting.until(async () => !(await setting.webhooks.get(id)).enabled);
    expect(await setting.webhooks.get(id)).toMatchObject({
      disabledReason: expect.stringContaining('It answered 500') as string,
      deadLetters: 1,
    });
    expect((setting.errors.at(-1) as Error).message).toMatch(/^Webhook 1 \(127.*switched off/);
    await setting.record('the third');
    const before = endpoint.received.length;
    await setting.clock.advanceBy(60_000);
    expect(endpoint.received).toHaveLength(before);
    isWell = true;
    expect(await setting.webhooks.update(id, { enabled: true })).toMatchObject({
      enabled: true,
      disabledReason: null,
    });
    await received(before + 2);
    expect(endpoint.reasons.slice(before)).toEqual(['the second', 'the third']);

    const [letter] = (await setting.webhooks.listDeadLetters(id)).data;
    await setting.webhooks.replay(id, letter!.id);
    const [first, replayed] = [endpoint.received[0]!, endpoint.received.at(-1)!];
    expect(replayed.payload).toEqual({ ...first.payload, retryCount: WAITS.length + 1 });
    expect(replayed.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect((await setting.webhooks.listDeadLetters(id)).data).toEqual([]);
    expect(await failure(setting.webhooks.replay(id, letter!.id))).toMatchObject({
      code: 'DEAD_LETTER_NOT_FOUND',
    });
  });

  test('keeps a dead letter that it does not take again', async () => {
    await failsForADay();
    const [letter] = (await setting.webhooks.listDeadLetters(id)).data;
    endpoint.answer = () => 418;
    expect(await failure(setting.webhooks.replay(id, letter!.id))).toMatchObject({
      code: 'WEBHOOK_FAILED',
      message: expect.stringContaining('It answered 418') as string,
    });
    expect((await setting.webhooks.listDeadLetters(id)).data).toMatchObject([
      { id: letter!.id, error: 'It answered 418.', attempts: WAITS.length + 2 },
    ]);
    await setting.webhooks.delete(id);
    expect(await setting.store.db.selectFrom('dead_letters').selectAll().execute()).toEqual([]);
  });

  test('has nothing of its URL in the log, though it repeats that', async () => {
    endpoint.answer =
      ({ path }) =>
      (response) =>
        response.writeHead(404).end(`Cannot POST ${path}`);
    await failsForADay();
    await setting.until(async () => !(await setting.webhooks.get(id)).enabled);
    expect((await setting.webhooks.get(id)).lastError).toContain('/hooks?from=us');
    expect(setting.errors).toHaveLength(2);
    for (const error of setting.errors) expect((error as Error).message).not.toContain('hooks');
  });

  test('is switched off at once where it says that it is gone', async () => {
    endpoint.answer = () => 410;
    await setting.record('one');
    await setting.until(async () => !(await setting.webhooks.get(id)).enabled);
    expect(endpoint.received).toHaveLength(1);
    expect(await setting.webhooks.get(id)).toMatchObject({
      disabledReason: 'It answered 410: it is gone, and wants no more.',
      deadLetters: 0,
    });
    isWell = true;
    endpoint.answer = () => 200;
    await setting.webhooks.update(id, { enabled: true });
    await received(2);
    expect(endpoint.reasons).toEqual(['one', 'one']);
  });

  test.each([
    [429, '120', 120_000],
    [503, '7200', 3_600_000],
    [500, '120', 6_000],
  ])('is left alone as long as it wants (%i, Retry-After: %s)', async (status, after, wait) => {
    endpoint.answer = () => (response) => response.writeHead(status, { 'retry-after': after }).end();
    await setting.record('one');
    await received(1);
    const failedAt = setting.clock.now();
    await setting.untilNextAttempt(id);
    expect(setting.clock.now() - failedAt).toBeLessThanOrEqual(wait);
    expect(setting.clock.now() - failedAt).toBeGreaterThanOrEqual(wait * 0.6);
  });

  test('is tried at once where it is given another URL, with the same batch', async () => {
    await setting.record('one');
    await received(1);
    for (let attempt = 1; attempt < 5; attempt++) await whenNextWas();
    await setting.whenLeft(id);
    const changedAt = setting.clock.now();
    const other = await startEndpoint();
    await setting.webhooks.update(id, { url: other.url });
    await setting.until(() => other.received.length === 1);
    expect(setting.clock.now() - changedAt).toBeLessThan(5_000);
    expect(other.reasons).toEqual(['one']);
    expect(other.received[0]!.headers['webhook-id']).toBe(endpoint.received[0]!.headers['webhook-id']);
    await other.stop();
  });

  test('is sent the next attempt under the secret that it is given', async () => {
    await setting.record('one');
    await received(1);
    await setting.whenLeft(id);
    const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
    await setting.webhooks.update(id, { secret });
    await received(2);
    const { raw, headers } = endpoint.received[1]!;
    new Webhook(secret).verify(raw, headers as Record<string, string>);
  });

  test('is not sent what it does not want any more', async () => {
    await setting.record('one');
    await setting.record('two', { type: 'click' });
    await received(1);
    await setting.whenLeft(id);
    const before = endpoint.received.length;
    isWell = true;
    await setting.webhooks.update(id, { events: ['click'] });
    await setting.until(() => endpoint.received.length > before);
    expect(endpoint.received.at(-1)!.payload.events.map(({ event }) => event)).toEqual(['click']);
  });

  test('is sent batches of a usual size where it wants more than before', async () => {
    const open = { campaign_id: setting.campaign, type: 'open' as const, contact_id: null, at: 0 };
    await recordEvents(
      setting.store.db,
      Array.from({ length: 600 }, () => open),
    );
    await setting.record('one');
    await received(1);
    await setting.whenLeft(id);
    isWell = true;
    await setting.webhooks.update(id, { events: ['open', 'bounce'] });
    await setting.until(() => endpoint.reasons.length >= 1 + 601);
    const [tried, ...batches] = endpoint.received.slice(-3);
    expect(batches.map(({ payload }) => payload.events.length)).toEqual([500, 101]);
    // Whoever drops what has come before must not drop this one.
    expect(batches[0]!.headers['webhook-id']).not.toBe(tried!.headers['webhook-id']);
  });

  test('is not told any more of somebody who was erased meanwhile', async () => {
    const { store } = setting;
    const contact = await insertContact(store.db, 'ana@example.com');
    await setting.record('one', { contact_id: contact });
    await received(1);
    expect(endpoint.received[0]!.payload.events).toMatchObject([{ recipient: 'ana@example.com' }]);
    await store.db.deleteFrom('contacts').where('id', '=', contact).execute();
    await whenNextWas();
    expect(endpoint.received[1]!.payload.events).toMatchObject([{ recipient: null, raw: { reason: 'one' } }]);
  });

  test('is not sent a batch of which nothing is left', async () => {
    await setting.record('one');
    await received(1);
    await setting.whenLeft(id);
    await setting.store.db.deleteFrom('events').execute();
    isWell = true;
    const before = endpoint.received.length;
    await setting.record('two');
    await setting.until(() => endpoint.reasons.includes('two'));
    expect(endpoint.reasons.slice(before)).toEqual(['two']);
  });
});
