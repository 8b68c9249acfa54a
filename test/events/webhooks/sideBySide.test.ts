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
