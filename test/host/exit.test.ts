import { join } from 'node:path';
import { startEngine } from '../../lib/engine';
import type { EngineOptions } from '../../lib/model';
import { addSubscribers, engineOptions, newsletter, whenSent } from '../support/campaigns';
import { withStore } from '../support/crashedStore';
import { describeEachDatabase } from '../support/databases';
import { runNode } from '../support/runNode';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';
import type { BeforeExit } from './exits';

const PUBLIC_URL = 'https://mail.example.com';
const MANY = 1000;

describeEachDatabase('a process that exits with an engine open', (fresh) => {
  let relay: TestSmtpServer;
  let options: EngineOptions;
  beforeEach(async () => {
    relay = await startSmtpServer();
    options = { ...engineOptions(await fresh(), relay), publicUrl: PUBLIC_URL };
  });
  afterEach(() => relay.stop());

  const exitAfter = (work: Omit<BeforeExit, 'options'>) =>
    runNode([join(__dirname, 'exits.ts'), JSON.stringify({ options, ...work })], process.cwd());

  test('finishes what is on the wire, and gives back the rest for others to send at once', async () => {
    const before = await startEngine({ ...options, launchesDue: false });
    const { id } = await before.campaigns.create(newsletter(await addSubscribers(before, MANY)));
    await before.close();
    expect(await exitAfter({ send: id })).toEqual({ code: 0, stdout: '', stderr: '' });

    const after = await startEngine(options);
    expect(await whenSent(after, id)).toMatchObject({ audience: MANY, sent: MANY });
    await after.close();
    expect(relay.messages).toHaveLength(MANY);
    expect(new Set(relay.messages.map(({ to }) => to[0])).size).toBe(MANY);
  });

  test('records the clicks that it holds back', async () => {
    const engine = await startEngine(options);
    const body = '<html><body><a href="https://example.com/harvest">The harvest</a></body></html>';
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 1), { body }));
    await engine.campaigns.send(id);
    await whenSent(engine, id);
    await longAgo();
    const { html } = await relay.messages[0]!.parse();
    const [follow] = /\/c\/[^"]+/.exec(html as string)!;
    expect(await exitAfter({ follow })).toEqual({ code: 0, stdout: '', stderr: '' });
    const { data } = await engine.events.list({ campaignId: id });
    expect(data.filter(({ type }) => type === 'click')).toMatchObject([
      { email: 'c1@example.com', machine: null },
    ]);
    await engine.close();
  });

  /** A click that comes at once is a machine's, and not held back. */
  const longAgo = () =>
    withStore(options.database, ({ db }) => db.updateTable('deliveries').set({ updated_at: 1 }).execute());
});
