import { sql } from 'kysely';
import { openSmtpTransport, Pump, Relay } from '../../../lib/delivery';
import { systemClock } from '../../../lib/model';
import { Settings } from '../../../lib/settings';
import { openStore, type Store } from '../../../lib/store';
import { relayOptions } from '../../support/campaigns';
import { plantMany } from '../../support/crashedStore';
import { describeEachDatabase } from '../../support/databases';
import { startSmtpServer, type TestSmtpServer } from '../../support/smtpServer';

describeEachDatabase('a pump', (fresh) => {
  let store: Store;
  let relay: TestSmtpServer;
  let pump: Pump;
  const never = new AbortController().signal;

  beforeEach(async () => {
    relay = await startSmtpServer();
    const database = await fresh();
    await plantMany(database, 3);
    store = await openStore(database);
    const settings = await Settings.open(store.db, { database, encryptionKey: 'key' });
    await settings.transports.set(relayOptions(relay));
    pump = new Pump({
      store,
      clock: systemClock,
      relay: new Relay(store, systemClock, settings, openSmtpTransport),
      settings,
      onDrained: () => Promise.resolve(),
      onUnhealthy: () => Promise.resolve(),
      onError: () => {},
    });
  });
  afterEach(async () => {
    await relay.stop();
    await store.close();
  });

  test('whose store fails in the middle goes on as soon as it works again', async () => {
    await sql`alter table pace rename to away`.execute(store.db);
    await expect(pump.run(never)).rejects.toThrow('pace');
    await sql`alter table away rename to pace`.execute(store.db);
    await pump.run(never);
    expect(relay.messages).toHaveLength(3);
  });
});
