import { type Engine, startEngine } from '../../lib/engine';
import { happening, recordHappenings } from '../../lib/events';
import {
  type CampaignKey,
  type ContactKey,
  type DeliveryEventType,
  type EventType,
  toKey,
} from '../../lib/model';
import { transact } from '../../lib/store';
import { addSubscribers, engineOptions, newsletter, whenSent } from '../support/campaigns';
import { withStore } from '../support/crashedStore';
import { type Database, describeEachDatabase } from '../support/databases';
import { eventually } from '../support/eventually';
import { laterClock } from '../support/laterClock';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';

const HOUR_MS = 60 * 60_000;

describeEachDatabase('a campaign of which all has left', (fresh) => {
  let relay: TestSmtpServer;
  let database: Database;
  let engine: Engine;
  let campaignId: string;
  beforeEach(async () => {
    relay = await startSmtpServer();
    database = await fresh();
    engine = await startEngine(engineOptions(database, relay));
    await engine.settings.update({
      sendHealth: { afterMessages: 10, warnBounceRate: 0.1, warnComplaintRate: 0.1 },
    });
    ({ id: campaignId } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 10))));
    await engine.campaigns.send(campaignId);
    await whenSent(engine, campaignId);
  });
  afterEach(async () => {
    await engine.close();
    await relay.stop();
  });

  async function startLater(hours: number): Promise<void> {
    await engine.close();
    engine = await startEngine(engineOptions(database, relay), { clock: laterClock(hours * HOUR_MS) });
  }

  /** To so many of the ten. */
  async function happens(type: DeliveryEventType, times: number): Promise<void> {
    const { data } = await engine.contacts.list({ perPage: times });
    const all = data.map(({ id }) =>
      happening(toKey<CampaignKey>(campaignId)!, toKey<ContactKey>(id)!, type, Date.now()),
    );
    await withStore(database, ({ db, dialect }) =>
      transact(db, (tx) => recordHappenings(tx, dialect, all, Date.now())),
    );
  }

  const reasonsOf = async (type: EventType) =>
    (await engine.events.list({ campaignId, types: [type] })).data.map(({ reason }) => reason);
  const whenWarned = (times: number) =>
    eventually(async () => (await reasonsOf('health_warning')).length === times);
  const statusOf = async () => (await engine.campaigns.get(campaignId)).status;

  test('counts as reported a day later, not before, and its log says so once', async () => {
    await happens('complaint', 2);
    await startLater(23);
    // The same look that warns would have.
    await whenWarned(1);
    expect(await statusOf()).toBe('sent');
    await startLater(24);
    await eventually(async () => (await statusOf()) === 'reported');
    await happens('out_of_band', 2);
    await startLater(25);
    await whenWarned(2);
    expect(await reasonsOf('reported')).toEqual([null]);
    expect(await engine.reports.basic(campaignId)).toMatchObject({ status: 'reported', sent: 10 });
  });

  test('warns once of what comes back later, in words, and not of what is within the limits', async () => {
    await happens('out_of_band', 1);
    await happens('complaint', 2);
    await startLater(1);
    await whenWarned(1);
    const complained = '20 % (2 of 10) of the receivers complained, more than 10 %. ';
    expect(await reasonsOf('health_warning')).toEqual([expect.stringContaining(complained)]);
    await happens('bounce', 1);
    await startLater(2);
    await whenWarned(2);
    const bounced = '20 % (2 of 10) of the messages bounced, more than 10 %. ';
    expect(await reasonsOf('health_warning')).toEqual([
      expect.stringContaining(complained),
      expect.stringContaining(bounced),
    ]);
  });

  test('keeps what was said of it when it counts as reported', async () => {
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 10)));
    await engine.settings.setTransport({
      id: 'default',
      host: relay.host,
      port: relay.port,
      tls: 'none',
      messagesPerSecond: 1,
    });
    await engine.campaigns.send(id);
    await engine.campaigns.stop(id);
    const { statusReason } = await whenSent(engine, id);
    await startLater(25);
    await eventually(async () => (await engine.campaigns.get(id)).status === 'reported');
    expect(await engine.campaigns.get(id)).toMatchObject({ statusReason });
    expect(statusReason).not.toBeNull();
  });
});
