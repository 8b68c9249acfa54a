import { type Engine, startEngine } from '../../../lib/engine';
import { addSubscribers, engineOptions, newsletter, whenSent } from '../../support/campaigns';
import { type Database, describeEachDatabase } from '../../support/databases';
import { eventually } from '../../support/eventually';
import { startSmtpServer, type TestSmtpServer } from '../../support/smtpServer';
import { type Endpoint, hang, startEndpoint } from './endpoint';

describeEachDatabase('an engine', (fresh) => {
  let relay: TestSmtpServer;
  let endpoint: Endpoint;
  let database: Database;
  let engine: Engine;
  beforeEach(async () => {
    relay = await startSmtpServer({ refuse: (address) => (address.startsWith('c') ? 550 : undefined) });
    endpoint = await startEndpoint(() => hang);
    database = await fresh();
    engine = await open();
  });
  afterEach(async () => {
    await engine.close();
    await relay.stop();
    await endpoint.stop();
  });

  const open = (launchesDue = true) =>
    startEngine({
      ...engineOptions(database, relay),
      privateWebhookNetworks: ['127.0.0.0/8'],
      launchesDue,
    });

  test('tells an endpoint what happened, though it is closed while it does', async () => {
    await engine.webhooks.create({ url: endpoint.url, events: ['launched', 'bounce', 'sent'] });
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 20)));
    await engine.campaigns.send(id);
    await eventually(() => Promise.resolve(endpoint.received.length > 0));
    await whenSent(engine, id);
    const closedAt = Date.now();
    await engine.close();
    expect(Date.now() - closedAt).toBeLessThan(5_000);

    const first = endpoint.received[0]!;
    endpoint.answer = () => 200;
    endpoint.received = [];
    engine = await open();
    const told = () => endpoint.received.flatMap(({ payload }) => payload.events);
    await eventually(() => Promise.resolve(told().some(({ event }) => event === 'sent')));
    expect(endpoint.received[0]!.payload).toEqual(first.payload);
    expect(told().map(({ eventId }) => eventId)).toEqual([...new Set(told().map(({ eventId }) => eventId))]);
    expect(told().map(({ event }) => event)).toEqual([
      'launched',
      ...Array<string>(20).fill('bounce'),
      'sent',
    ]);
  });

  test('that launches nothing leaves that to another', async () => {
    await engine.close();
    engine = await open(false);
    endpoint.answer = () => 200;
    const { id: webhook } = await engine.webhooks.create({ url: endpoint.url, events: ['scheduled'] });
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 1)));
    await engine.campaigns.schedule(id, { scheduledAt: '2999-01-01T00:00:00Z' });
    await engine.webhooks.test(webhook);
    expect(endpoint.received.map(({ payload }) => payload.test)).toEqual([true]);
    const other = await open();
    await eventually(() => Promise.resolve(endpoint.received.length === 2));
    expect(endpoint.received[1]!.payload).not.toHaveProperty('test');
    await other.close();
  });
});
