import { describeEachStore } from '../../support/stores';
import { type Endpoint, hang, startEndpoint } from './endpoint';
import { hook, type Setting, webhookSetting } from './setting';

describeEachStore('endpoints', (open) => {
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

  test('do not wait for one that hangs, which has failed after some seconds', async () => {
    const hanging = await startEndpoint(() => hang);
    const { id } = await setting.webhooks.create(hook(hanging.url));
    await setting.webhooks.create(hook(endpoint.url));
    setting.start();
    await setting.record('one');
    await setting.until(() => hanging.received.length === 1 && endpoint.received.length === 1);
    await setting.record('two');
    await setting.until(() => endpoint.received.length === 2);
    expect(hanging.received).toHaveLength(1);
    await setting.until(async () => (await setting.webhooks.get(id)).failingSince !== null);
    expect(await setting.webhooks.get(id)).toMatchObject({
      lastError: 'It did not answer within 15 seconds.',
      nextAttemptAt: expect.stringMatching(/^20/) as string,
    });
    await hanging.stop();
  });

  test('are told each thing once and in order, however many engines there are', async () => {
    await setting.webhooks.create(hook(endpoint.url));
    setting.start();
    setting.start();
    setting.start();
    const reasons = Array.from({ length: 40 }, (_, index) => `event ${index}`);
    for (const reason of reasons) {
      await setting.record(reason);
      await setting.clock.advanceBy(500);
    }
    await setting.until(() => endpoint.reasons.length >= reasons.length);
    expect(endpoint.reasons).toEqual(reasons);
  });

  test('are told again by the next engine of what one was breaking off', async () => {
    endpoint.answer = () => hang;
    await setting.webhooks.create(hook(endpoint.url));
    const first = setting.start();
    await setting.record('one');
    await setting.until(() => endpoint.received.length === 1);
    await setting.record('two');
    await first.close();
    endpoint.answer = () => 200;
    setting.start();
    await setting.until(() => endpoint.received.length === 3);
    expect(endpoint.reasons).toEqual(['one', 'one', 'two']);
    expect(endpoint.received[1]!.headers['webhook-id']).toBe(endpoint.received[0]!.headers['webhook-id']);
    expect(endpoint.received[1]!.payload.retryCount).toBe(0);
  });

  test('are told by another engine once the one that served them died', async () => {
    const { id } = await setting.webhooks.create(hook(endpoint.url));
    await setting.store.db
      .updateTable('webhooks')
      .set({ lease_owner: 'who died', lease_until: setting.clock.now() + 30_000 })
      .execute();
    setting.start();
    await setting.record('one');
    await setting.clock.advanceBy(29_000);
    expect(endpoint.received).toHaveLength(0);
    await setting.until(() => endpoint.received.length === 1);
    await setting.whenLeft(id);
  });

  test.each([{ enabled: false }, { secret: `whsec_${Buffer.alloc(24, 7).toString('base64')}` }])(
    'are not told again of what they took while they were changed (%j)',
    async (changes) => {
      let take = () => {};
      endpoint.answer = () => (response) => (take = () => void response.end());
      const { id } = await setting.webhooks.create(hook(endpoint.url));
      setting.start();
      await setting.record('one');
      await setting.until(() => endpoint.received.length === 1);
      await setting.webhooks.update(id, changes);
      endpoint.answer = () => 200;
      take();
      await setting.whenLeft(id);
      await setting.record('two');
      await setting.clock.advanceBy(5_000);
      await setting.webhooks.update(id, { enabled: true });
      await setting.until(() => endpoint.reasons.includes('two'));
      expect(endpoint.reasons).toEqual(['one', 'two']);
    },
  );

  test('are told again, under another name, where they chose others meanwhile', async () => {
    let take = () => {};
    endpoint.answer = () => (response) => (take = () => void response.end());
    const { id } = await setting.webhooks.create(hook(endpoint.url));
    setting.start();
    await setting.record('one');
    await setting.record('two', { type: 'open' });
    await setting.until(() => endpoint.received.length === 1);
    const first = endpoint.received[0]!;
    await setting.webhooks.update(id, { events: ['bounce', 'open'] });
    endpoint.answer = () => 200;
    take();
    await setting.until(() => endpoint.reasons.includes('two'));
    expect(endpoint.received.at(-1)!.headers['webhook-id']).not.toBe(first.headers['webhook-id']);
  });

  test('are served again once the database is back, which was not asked every second meanwhile', async () => {
    const { db } = setting.store;
    await setting.webhooks.create(hook(endpoint.url));
    await db.schema.alterTable('webhooks').renameTo('away').execute();
    setting.start();
    await setting.until(() => setting.errors.length === 7, 5_000);
    const before = setting.clock.now();
    await setting.until(() => setting.errors.length === 9, 5_000);
    expect(setting.clock.now() - before).toBeGreaterThan(60_000);
    await db.schema.alterTable('away').renameTo('webhooks').execute();
    await setting.record('one');
    await setting.until(() => endpoint.reasons.length === 1, 5_000);
  });

  test('that cannot be served for a reason of ours are left alone for a while, and hold up no other', async () => {
    const { id } = await setting.webhooks.create(hook(endpoint.url));
    await setting.store.db.updateTable('webhooks').set({ secret: 'moved from another row' }).execute();
    await setting.webhooks.create(hook(endpoint.url));
    setting.start();
    await setting.record('one');
    await setting.until(() => endpoint.reasons.length === 1 && setting.errors.length === 1);
    const since = setting.clock.now();
    await setting.until(() => setting.errors.length === 2, 1_000);
    expect(setting.clock.now() - since).toBeGreaterThan(20_000);
    await setting.webhooks.update(id, { secret: `whsec_${Buffer.alloc(24, 7).toString('base64')}` });
    await setting.until(() => endpoint.reasons.length === 2, 1_000);
  });

  test('may be deleted, or switched off, while they are being told', async () => {
    endpoint.answer = () => hang;
    const { id: deleted } = await setting.webhooks.create(hook(endpoint.url));
    const { id: off } = await setting.webhooks.create(hook(endpoint.url));
    setting.start();
    await setting.record('one');
    await setting.until(() => endpoint.received.length === 2);
    await setting.webhooks.delete(deleted);
    await setting.webhooks.update(off, { enabled: false });
    await setting.clock.advanceBy(20_000);
    await setting.whenLeft(off);
    expect(setting.errors).toEqual([]);
    expect((await setting.webhooks.list()).data).toMatchObject([
      { id: off, enabled: false, disabledReason: null, failingSince: null },
    ]);
    expect(endpoint.received).toHaveLength(2);
  });
});
