import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { type Engine, startEngine } from '../../lib/engine';
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
import { ManualClock } from '../support/manualClock';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';

const BROKEN = '<p><a href="ftp://files.example">File</a></p>';

/** The relay at another port, where each connection first waits for `before`. */
async function startDetour(relay: TestSmtpServer, before: () => Promise<void>) {
  const server = createServer((socket) => {
    void before().then(() => {
      const onward = connect(relay.port, relay.host);
      socket.pipe(onward).pipe(socket);
      socket.on('error', () => onward.destroy());
      onward.on('error', () => socket.destroy());
    });
  }).listen(0, relay.host);
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, stop: () => server.close() };
}

describeEachDatabase('what changes while a launch asks the relay', (fresh) => {
  let relay: TestSmtpServer;
  let engine: Engine;
  beforeEach(async () => {
    relay = await startSmtpServer();
    // No time passes: what was changed shows all the same.
    engine = await startEngine(engineOptions(await fresh(), relay), { clock: new ManualClock() });
  });
  afterEach(async () => {
    await engine.close();
    await relay.stop();
  });

  /** Launches the campaign; `change` happens once, between its check and its launch. */
  async function sendWhile(id: string, change: () => Promise<unknown>) {
    let changed = false;
    const detour = await startDetour(relay, async () => {
      if (!changed) await change();
      changed = true;
    });
    await engine.settings.setTransport({ ...relayOptions(relay), port: detour.port });
    try {
      return await engine.campaigns.send(id);
    } finally {
      detour.stop();
      await engine.settings.setTransport(relayOptions(relay));
    }
  }

  test('in the campaign is checked before it is sent', async () => {
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 1)));
    const broken = await failure(sendWhile(id, () => engine.campaigns.update(id, { body: BROKEN })));
    expect(broken).toMatchObject({ code: 'CAMPAIGN_HAS_ERRORS' });
    expect(await engine.campaigns.get(id)).toMatchObject({ status: 'draft', body: BROKEN });
  });

  test('in its template is sent with it', async () => {
    const template = await engine.templates.create({ name: 'Frame', body: '<p>Before</p>' });
    const { subject, recipients } = newsletter(await addSubscribers(engine, 1));
    const { id } = await engine.campaigns.create({ subject, recipients, templateId: template.id });
    const changed = sendWhile(id, () => engine.templates.update(template.id, { body: '<p>After</p>' }));
    expect(await changed).toMatchObject({ status: 'sending', body: '<p>After</p>' });
    await whenSent(engine, id);
  });

  test('in its audience alone does not hold it up', async () => {
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 1)));
    await sendWhile(id, () => addSubscribers(engine, 3));
    await eventually(async () => (await engine.reports.basic(id)).audience === 3);
  });
});
