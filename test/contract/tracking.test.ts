import { once } from 'node:events';
import { createServer } from 'node:http';
import { type Engine, startEngine } from '../../lib/engine';
import { addSubscribers, engineOptions, newsletter, whenSent } from '../support/campaigns';
import { type Database, describeEachDatabase } from '../support/databases';
import { eventually } from '../support/eventually';
import { freePort } from '../support/freePort';
import { ManualClock } from '../support/manualClock';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';

describeEachDatabase('links of messages', (fresh) => {
  let relay: TestSmtpServer;
  let engine: Engine;
  let database: Database;
  let publicUrl: string;
  let campaignId: string;
  beforeEach(async () => {
    relay = await startSmtpServer();
    const trackingPort = await freePort();
    publicUrl = `http://127.0.0.1:${trackingPort}`;
    database = await fresh();
    engine = await startEngine({ ...engineOptions(database, relay), publicUrl, trackingPort });
  });
  afterEach(async () => {
    await engine.close();
    await relay.stop();
  });

  async function send(changes = {}): Promise<string> {
    const body =
      '<html><body><a href="https://example.com/harvest?a=1&amp;b=2">The harvest</a></body></html>';
    const label = await addSubscribers(engine, 1);
    campaignId = (await engine.campaigns.create(newsletter(label, { body, ...changes }))).id;
    await engine.campaigns.send(campaignId);
    await whenSent(engine, campaignId);
    const html = (await relay.messages[0]!.parse()).html;
    return html || '';
  }
  const linkIn = (html: string, path: string) => new RegExp(`${publicUrl}/${path}/[^"]+`).exec(html)![0];
  const events = async (type: 'open' | 'click' | 'unsubscribe') =>
    (await engine.events.list({ campaignId, types: [type] })).data;

  test('count opens and clicks, and lead where the campaign says', async () => {
    const html = await send();
    const pixel = await fetch(linkIn(html, 'o'));
    expect([pixel.status, pixel.headers.get('content-type')]).toEqual([200, 'image/gif']);
    const click = await fetch(linkIn(html, 'c'), { redirect: 'manual' });
    expect(click.headers.get('location')).toBe('https://example.com/harvest?a=1&b=2');
    await eventually(async () => (await events('click')).length === 1 && (await events('open')).length === 1);
    expect(await events('click')).toMatchObject([
      { email: 'c1@example.com', link: 0, url: 'https://example.com/harvest?a=1&b=2' },
    ]);
  });

  test('unsubscribe with one click of the mail program, and with none of a scanner', async () => {
    await send();
    const header = (await relay.messages[0]!.parse()).headers.get('list') as unknown as {
      unsubscribe: { url: string };
    };
    const url = header.unsubscribe.url;
    expect((await fetch(url)).status).toBe(200);
    expect((await engine.contacts.get('c1@example.com')).status).toBe('active');
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    expect((await fetch(url, { method: 'POST', body })).status).toBe(200);
    expect((await engine.contacts.get('c1@example.com')).status).toBe('unsubscribed');
    expect(await events('unsubscribe')).toHaveLength(1);
  });

  test('are as they were written where a campaign counts nothing', async () => {
    const html = await send({ tracking: { opens: false, clicks: false } });
    expect(html).toContain('https://example.com/harvest');
    expect(html).not.toMatch(/\/[oc]\//);
    expect(await engine.campaigns.get(campaignId)).toMatchObject({
      tracking: { opens: false, clicks: false },
    });
  });

  test('are answered as soon as the port is free', async () => {
    const html = await send();
    await engine.close();
    const { port } = new URL(publicUrl);
    const other = createServer((_, response) => response.end()).listen(Number(port), '0.0.0.0');
    await once(other, 'listening');
    const clock = new ManualClock(new Date().toISOString());
    const errors: string[] = [];
    engine = await startEngine(engineOptions(database), { clock, onError: (what) => errors.push(what) });
    expect(errors).toEqual(['tracking server']);
    other.close();
    await once(other, 'close');
    await clock.advanceBy(10_000);
    await eventually(() =>
      fetch(linkIn(html, 'o')).then(
        ({ status }) => status === 200,
        () => false,
      ),
    );
  });

  test('are answered elsewhere once the port is another, and nowhere without one', async () => {
    const html = await send();
    const link = linkIn(html, 'c');
    const other = await freePort();
    await engine.settings.update({ trackingPort: other });
    await expect(fetch(link)).rejects.toThrow();
    const moved = link.replace(publicUrl, `http://127.0.0.1:${other}`);
    expect((await fetch(moved, { redirect: 'manual' })).status).toBe(302);
    await engine.settings.update({ trackingPort: null });
    await expect(fetch(moved)).rejects.toThrow();
  });
});
