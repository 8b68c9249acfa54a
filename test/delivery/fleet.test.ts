import { type Engine, startEngine } from '../../lib/engine';
import type { BasicReport, CampaignInput, TransportInput } from '../../lib/model';
import {
  addSubscribers,
  engineOptions,
  failure,
  newsletter,
  relayOptions,
  whenSent,
} from '../support/campaigns';
import { describeEachDatabase } from '../support/databases';
import { eventually } from '../support/eventually';
import { startSmtpServer, type SmtpServerSwitches, type TestSmtpServer } from '../support/smtpServer';

describeEachDatabase('several transports', (fresh) => {
  let troubles: SmtpServerSwitches;
  let first: TestSmtpServer;
  let second: TestSmtpServer;
  let engine: Engine;

  beforeEach(async () => {
    troubles = {};
    first = await startSmtpServer(troubles);
    second = await startSmtpServer();
    engine = await startEngine(engineOptions(await fresh(), first));
  });
  afterEach(async () => {
    await engine.close();
    await first.stop();
    await second.stop();
  });

  type Changes = Partial<Extract<TransportInput, { host: string }>>;
  const set = (id: string, server: TestSmtpServer, changes: Changes = {}) =>
    engine.settings.setTransport({ ...relayOptions(server), id, ...changes });

  async function launch(subscribers: number, changes: Partial<CampaignInput> = {}): Promise<string> {
    const label = await addSubscribers(engine, subscribers);
    const { id } = await engine.campaigns.create(newsletter(label, changes));
    await engine.campaigns.send(id);
    return id;
  }
  const send = async (subscribers: number, changes: Partial<CampaignInput> = {}): Promise<BasicReport> =>
    whenSent(engine, await launch(subscribers, changes));
  const carried = () => [first.messages.length, second.messages.length];

  test('share a campaign by their weights, each recipient through one of them', async () => {
    await set('default', first, { weight: 3, messagesPerSecond: 100 });
    await set('second', second, { weight: 1, messagesPerSecond: 100 });
    const id = await launch(300);
    expect(await whenSent(engine, id)).toMatchObject({ sent: 300 });
    const [most, fewest] = carried();
    expect(most! + fewest!).toBe(300);
    expect(Math.abs(fewest! - 75)).toBeLessThan(40);
    const { data } = await engine.campaigns.deliveries(id, { perPage: 100 });
    expect(new Set(data.map(({ transportId }) => transportId))).toEqual(new Set(['default', 'second']));
  });

  test('one that stands by carries nothing while another can send', async () => {
    await set('second', second, { weight: 0 });
    expect(await send(50)).toMatchObject({ sent: 50 });
    expect(carried()).toEqual([50, 0]);
  });

  test('one that goes down is made up for by the others, and nobody is tried in vain', async () => {
    await set('second', second, { weight: 0 });
    await set('default', first, { messagesPerSecond: 50 });
    const id = await launch(60);
    await first.received(5);
    await first.stop();
    // What was on the wire at that moment goes again, but only after a minute.
    await eventually(async () => {
      const { data } = await engine.campaigns.deliveries(id, { perPage: 100 });
      return data.every(
        ({ status, reason }) => status === 'sent' || reason?.startsWith('The connection was lost'),
      );
    });
    const report = await engine.reports.basic(id);
    expect(report).toMatchObject({ audience: 60, bounced: 0, failed: 0, statusReason: null });
    expect(second.messages.length).toBeGreaterThan(20);
    expect(first.messages.length + second.messages.length).toBeGreaterThanOrEqual(report.sent);
  });

  test('a campaign under way tells which of them is at rest, why and until when', async () => {
    await set('second', second, { weight: 0, messagesPerSecond: 5 });
    await set('third', second, { senderDomains: ['shop.example'] });
    await first.stop();
    const id = await launch(15);
    await second.received(1);
    const working = { transportId: 'second', reason: null, restsUntil: null };
    const [resting, ...others] = (await engine.campaigns.progress(id)).transports;
    expect(others).toEqual([working]);
    expect(resting).toMatchObject({
      transportId: 'default',
      reason: expect.stringContaining('does not answer') as string,
    });
    expect(Date.parse(resting!.restsUntil!)).toBeGreaterThan(Date.now() - 5_000);
    await whenSent(engine, id);
    expect((await engine.campaigns.progress(id)).transports).toEqual([]);
  });

  test('one that comes back is used again', async () => {
    const { port } = first;
    await set('second', second, { weight: 0, messagesPerSecond: 5 });
    await first.stop();
    const id = await launch(100);
    await second.received(5);
    first = await startSmtpServer({}, port);
    await first.received(20);
    expect(await whenSent(engine, id, 30_000)).toMatchObject({ sent: 100 });
  });

  test('a sender goes through the transport that names its domain, and nobody else does', async () => {
    await set('second', second, { senderDomains: ['shop.example'] });
    await send(20, { senderEmail: 'news@mail.shop.example' });
    expect(carried()).toEqual([0, 20]);
    await send(20);
    expect(carried()).toEqual([20, 20]);
  });

  test('a sender that no transport is for is refused before the launch', async () => {
    await set('default', first, { senderDomains: ['shop.example'] });
    const label = await addSubscribers(engine, 1);
    const { id } = await engine.campaigns.create(newsletter(label));
    const refused = await failure(engine.campaigns.send(id));
    expect(refused).toMatchObject({ code: 'TRANSPORT_MISSING' });
    expect(refused!.message).toContain('roastery.example');
  });

  test('a campaign whose transport is removed waits and says why, and goes on with the next one', async () => {
    await set('default', first, { messagesPerSecond: 20 });
    const id = await launch(40);
    await first.received(2);
    await engine.settings.removeTransport('default');
    const waiting = await eventually(async () => {
      const report = await engine.reports.basic(id);
      return report.statusReason !== null && report;
    });
    expect(waiting.statusReason).toContain('There is no SMTP relay');
    await set('second', second);
    expect(await whenSent(engine, id)).toMatchObject({ sent: 40, statusReason: null });
    expect(first.messages.length + second.messages.length).toBe(40);
  });

  test('one that is slow is set anew within seconds, whatever it has claimed', async () => {
    await set('default', first, { messagesPerSecond: 0.5, maxConnections: 100 });
    const id = await launch(150);
    await first.received(1);
    await set('default', first);
    expect(await whenSent(engine, id, 20_000)).toMatchObject({ sent: 150 });
  }, 30_000);

  test('a test goes through another where the day of one is used up', async () => {
    await set('default', first, { messagesPerDay: 1 });
    await set('second', second);
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 1)));
    const to = ['me@example.org', 'you@example.org'];
    expect(await engine.campaigns.sendTest(id, { to })).toEqual({ accepted: to, rejected: [] });
    expect(carried()).toEqual([1, 1]);
  });

  test('a campaign that one refuses goes through another', async () => {
    troubles.refusedSender = 'news@roastery.example';
    await first.stop();
    first = await startSmtpServer(troubles);
    await set('default', first);
    await set('second', second);
    expect(await send(30)).toMatchObject({ sent: 30, statusReason: null });
    expect(carried()).toEqual([0, 30]);
  });

  test('a test goes through another where one is down, and a launch asks for one that works', async () => {
    await set('second', second, { weight: 0 });
    await first.stop();
    const label = await addSubscribers(engine, 3);
    const { id } = await engine.campaigns.create(newsletter(label));
    expect(await engine.campaigns.sendTest(id, { to: ['me@example.org'] })).toEqual({
      accepted: ['me@example.org'],
      rejected: [],
    });
    await engine.campaigns.send(id);
    expect(await whenSent(engine, id)).toMatchObject({ sent: 3 });
    expect(second.messages).toHaveLength(4);
  });
});
