import { startEngine } from '../../lib/engine';
import { addSubscribers, engineOptions, newsletter, relayOptions, whenSent } from '../support/campaigns';
import { freshDatabase } from '../support/databases';
import { eventually } from '../support/eventually';
import { laterClock } from '../support/laterClock';
import { startSmtpServer } from '../support/smtpServer';

describe('a recipient refused for now', () => {
  test('is tried again later and then sent', async () => {
    const relay = await startSmtpServer({ refuse: (_, attempt) => (attempt === 1 ? 451 : undefined) });
    const { database, remove } = await freshDatabase.sqlite();
    const first = await startEngine(engineOptions(database, relay));
    const { id } = await first.campaigns.create(newsletter(await addSubscribers(first, 1)));
    await first.campaigns.send(id);
    const deferred = await eventually(async () => {
      const { data } = await first.campaigns.deliveries(id);
      return data[0]?.reason && data[0];
    });
    expect(deferred).toMatchObject({
      status: 'pending',
      attempts: 1,
      reason: expect.stringContaining('451') as string,
    });
    await first.close();

    const later = await startEngine(engineOptions(database, relay), { clock: laterClock(60_000) });
    expect(await whenSent(later, id)).toMatchObject({ sent: 1, bounced: 0 });
    await later.close();
    await relay.stop();
    await remove();
  });
});

describe('a relay that breaks down while a campaign is being sent', () => {
  test('loses nobody: the campaign says why it waits, and goes on through the relay that replaces it', async () => {
    const broken = await startSmtpServer();
    const { database, remove } = await freshDatabase.sqlite();
    const options = engineOptions(database, broken);
    const engine = await startEngine({ ...options, relay: { ...options.relay!, messagesPerSecond: 40 } });
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 30)));
    await engine.campaigns.send(id);
    await broken.received(5);
    await broken.stop();
    const waiting = await eventually(async () => {
      const report = await engine.reports.basic(id);
      return report.statusReason !== null && report;
    });
    expect(waiting).toMatchObject({ status: 'sending', bounced: 0, failed: 0 });
    expect(waiting.statusReason).toContain(`127.0.0.1:${broken.port} does not answer`);

    const working = await startSmtpServer();
    // A minute later: what was on the wire when the connections broke is in doubt and waits that long.
    await engine.close();
    const later = await startEngine(
      { ...options, relay: relayOptions(working) },
      { clock: laterClock(60_000) },
    );
    expect(await whenSent(later, id)).toMatchObject({ audience: 30, sent: 30, statusReason: null });
    const reached = new Set([...broken.messages, ...working.messages].map((message) => message.to[0]));
    expect(reached.size).toBe(30);
    await later.close();
    await working.stop();
    await remove();
  });
});
