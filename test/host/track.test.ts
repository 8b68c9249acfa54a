import { startEngine } from '../../lib/engine';
import { closeEngines, type HeldEngine, holdEngine } from '../../lib/host';
import type { EngineOptions, EventType } from '../../lib/model';
import { addSubscribers, engineOptions, newsletter, whenSent } from '../support/campaigns';
import { describeEachDatabase } from '../support/databases';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';

const PUBLIC_URL = 'https://n8n.example/webhook/x/y';

describeEachDatabase('an engine that others receive requests for', (fresh) => {
  let relay: TestSmtpServer;
  let options: EngineOptions;
  let held: HeldEngine;
  let campaignId: string;
  let token: string;

  beforeEach(async () => {
    relay = await startSmtpServer();
    options = { ...engineOptions(await fresh(), relay), publicUrl: PUBLIC_URL };
    await sendOne();
    held = await holdEngine({ ...options, launchesDue: false }, 'host');
  });
  afterEach(async () => {
    await closeEngines();
    await relay.stop();
  });

  async function sendOne(): Promise<void> {
    const engine = await startEngine(options);
    const body = '<html><body><a href="https://example.com/harvest">The harvest</a></body></html>';
    campaignId = (await engine.campaigns.create(newsletter(await addSubscribers(engine, 1), { body }))).id;
    await engine.campaigns.send(campaignId);
    await whenSent(engine, campaignId);
    await engine.close();
    const { html } = await relay.messages[0]!.parse();
    token = new RegExp(`${PUBLIC_URL}/o/([^"]+)\\.gif`).exec(html as string)![1]!;
  }

  const track = (path: string) =>
    held.track({ method: 'GET', path, headers: { 'user-agent': 'Firefox' }, body: '', ip: '203.0.113.7' });
  const events = async (type: EventType) => {
    const { api } = await holdEngine(options, 'guest');
    return (await api.events.list({ campaignId, types: [type] })).data;
  };

  test('answers through its thread, bytes as they are, and records, also where it launches nothing', async () => {
    const { status, headers, body } = await track(`/webhook/x/y/o/${token}.gif`);
    expect([status, headers['content-type']]).toEqual([200, 'image/gif']);
    expect(Buffer.from(body)).toEqual(
      Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
    );
    expect(await events('open')).toMatchObject([{ email: 'c1@example.com', ip: '203.0.113.7' }]);
  });

  test('answers what is under way when it closes, and records what it holds back', async () => {
    const click = track(`/c/${token}/0`);
    await held.release();
    expect(await click).toMatchObject({
      status: 302,
      headers: { location: 'https://example.com/harvest' },
    });
    expect(await events('click')).toHaveLength(1);
  });

  test('shows that to nobody who has the interface', () => {
    expect(Object.keys(held.api)).not.toContain('track');
  });

  test('says that it is closed', async () => {
    await held.release();
    await expect(track(`/c/${token}/0`)).rejects.toMatchObject({ code: 'ENGINE_STOPPED' });
  });
});
