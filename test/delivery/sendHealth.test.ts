import { type Engine, startEngine } from '../../lib/engine';
import { toKey } from '../../lib/model';
import { addSubscribers, engineOptions, newsletter, relayOptions, whenSent } from '../support/campaigns';
import { withStore } from '../support/crashedStore';
import { type FreshDatabase, freshDatabase } from '../support/databases';
import { eventually } from '../support/eventually';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';

describe('a campaign of which too much comes back', () => {
  let fresh: FreshDatabase;
  let relay: TestSmtpServer;
  let engine: Engine;
  let isRefusing = true;
  beforeEach(async () => {
    isRefusing = true;
    fresh = await freshDatabase.sqlite();
    relay = await startSmtpServer({ refuse: () => (isRefusing ? 550 : undefined) });
    engine = await startEngine(engineOptions(fresh.database, relay));
    // Slowly: a pause takes effect on what has not begun.
    await engine.settings.setTransport({ ...relayOptions(relay), messagesPerSecond: 60, maxConnections: 1 });
  });
  afterEach(async () => {
    await engine.close();
    await relay.stop();
    await fresh.remove();
  });

  const limits = { maxBounceRate: 0.5, maxComplaintRate: 0.1, afterMessages: 10 };
  const whenPaused = (id: string) =>
    eventually(async () => {
      const campaign = await engine.campaigns.get(id);
      return campaign.status === 'paused' && campaign;
    });

  async function launch(): Promise<string> {
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 60)));
    await engine.campaigns.send(id);
    return id;
  }

  test('is paused and says why; resumed by a person, it goes on to its end', async () => {
    await engine.settings.update({ sendHealth: limits });
    const id = await launch();
    const { statusReason } = await whenPaused(id);
    expect(statusReason).toMatch(/^100 % \(\d+ of \d+\) of the messages bounced, more than 50 %\. /);
    isRefusing = false;
    expect((await engine.reports.basic(id)).remaining).toBeGreaterThan(0);
    await engine.campaigns.resume(id);
    const report = await whenSent(engine, id);
    expect(report).toMatchObject({ audience: 60, remaining: 0 });
    expect(report.bounced).toBeGreaterThanOrEqual(10);
    const { data } = await engine.events.list({ campaignId: id, types: ['paused'] });
    expect(data).toMatchObject([{ reason: statusReason }]);
  });

  test('is sent all the same where nobody wants it paused', async () => {
    await engine.settings.update({ sendHealth: { ...limits, maxBounceRate: null } });
    expect(await whenSent(engine, await launch())).toMatchObject({ bounced: 60 });
  });

  test('is paused for complaints too', async () => {
    isRefusing = false;
    await engine.settings.update({ sendHealth: limits });
    const id = await launch();
    await engine.campaigns.pause(id);
    await withStore(fresh.database, ({ db }) =>
      db
        .insertInto('events')
        .values(
          Array.from({ length: 10 }, () => ({
            campaign_id: toKey(id)!,
            type: 'complaint' as const,
            contact_id: null,
            reason: null,
            at: Date.now() + 60_000,
          })),
        )
        .execute(),
    );
    await engine.campaigns.resume(id);
    expect((await whenPaused(id)).statusReason).toMatch(/of the receivers complained, more than 10 %\. /);
  });
});
