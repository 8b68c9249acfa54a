import { startEngine } from '../../lib/engine';
import { addSubscribers, engineOptions, newsletter, relayOptions } from '../support/campaigns';
import { freshDatabase } from '../support/databases';
import { ManualClock } from '../support/manualClock';
import { startSmtpServer } from '../support/smtpServer';

test('tests keep to the rate of the relay', async () => {
  const relay = await startSmtpServer();
  const { database, remove } = await freshDatabase.sqlite();
  const clock = new ManualClock();
  const engine = await startEngine(engineOptions(database, relay), { clock });
  await engine.settings.setTransport({ ...relayOptions(relay), messagesPerSecond: 1 });
  const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 1)));

  const to = ['a@example.org', 'b@example.org', 'c@example.org'];
  const sending = engine.campaigns.sendTest(id, { to });
  for (let sent = 1; sent <= to.length; sent++) {
    await relay.received(sent);
    await clock.advanceBy(999);
    expect(relay.messages).toHaveLength(sent);
    await clock.advanceBy(101);
  }
  expect(await sending).toEqual({ accepted: to, rejected: [] });
  await engine.close();
  await relay.stop();
  await remove();
});

test('closing the engine ends a test that waits for its turn, and tells what was sent', async () => {
  const relay = await startSmtpServer();
  const { database, remove } = await freshDatabase.sqlite();
  const engine = await startEngine(engineOptions(database, relay), { clock: new ManualClock() });
  await engine.settings.setTransport({ ...relayOptions(relay), messagesPerSecond: 1 });
  const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 1)));

  const sending = engine.campaigns.sendTest(id, { to: ['a@example.org', 'b@example.org', 'c@example.org'] });
  await relay.received(1);
  await engine.close();
  const reason = expect.stringContaining('The engine was closed') as string;
  expect(await sending).toEqual({
    accepted: ['a@example.org'],
    rejected: [
      { email: 'b@example.org', reason },
      { email: 'c@example.org', reason },
    ],
  });
  await relay.stop();
  await remove();
});
