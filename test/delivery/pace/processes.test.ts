import { engineOptions } from '../../support/campaigns';
import { plantMany } from '../../support/crashedStore';
import { describeEachDatabase } from '../../support/databases';
import { eventually } from '../../support/eventually';
import { type NotingSenders, startNotingSenders } from '../../support/notingSenders';
import { startSmtpServer, type TestSmtpServer } from '../../support/smtpServer';
import { busiest } from '../../support/sliding';

const MESSAGES = 1200;
const PER_SECOND = 120;
const PER_HOUR = 1000;

describeEachDatabase('three processes on one store', (fresh) => {
  let relay: TestSmtpServer;
  let senders: NotingSenders;
  beforeEach(async () => {
    relay = await startSmtpServer();
  });
  afterEach(async () => {
    await senders.stop();
    await relay.stop();
  });

  test('keep to the limits of their transport together, at the write', async () => {
    const database = await fresh();
    await plantMany(database, MESSAGES);
    const options = engineOptions(database, relay);
    const limits = { messagesPerSecond: PER_SECOND, messagesPerHour: PER_HOUR, maxConnections: 6 };
    senders = startNotingSenders(3, { ...options, relay: { ...options.relay!, ...limits } });

    await relay.received(PER_HOUR * 0.95);
    // Whatever comes after that would be too much.
    await eventually(async () => senders.writes.length >= relay.messages.length);
    const writes = [...senders.writes].sort((a, b) => a - b);
    expect(busiest(writes, 1000)).toBeLessThanOrEqual(PER_SECOND);
    expect(writes.length).toBeLessThanOrEqual(PER_HOUR);
    expect(relay.mostConnections).toBeLessThanOrEqual(limits.maxConnections);
  }, 60_000);
});
