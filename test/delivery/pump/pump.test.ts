import { sql } from 'kysely';
import { Fleet, openTransport, Pump } from '../../../lib/delivery';
import { Permits } from '../../../lib/delivery/permits';
import { type Clock, systemClock } from '../../../lib/model';
import { LEASE_MS } from '../../../lib/delivery/pump/claims';
import { Settings } from '../../../lib/settings';
import { openStore, type Store } from '../../../lib/store';
import { relayOptions } from '../../support/campaigns';
import { insertContact, plantMany } from '../../support/crashedStore';
import { describeEachDatabase } from '../../support/databases';
import { eventually } from '../../support/eventually';
import { type ScriptedSmtp, startScriptedSmtp } from '../../support/scriptedSmtp';
import { startSmtpServer, type TestSmtpServer } from '../../support/smtpServer';

describeEachDatabase('a pump', (fresh) => {
  let store: Store;
  let relay: TestSmtpServer;
  let settings: Settings;
  let fleet: Fleet;
  let pump: Pump;
  let ahead: number;
  let errors: unknown[];
  let clock: Clock;
  const never = new AbortController().signal;

  beforeEach(async () => {
    relay = await startSmtpServer();
    const database = await fresh();
    await plantMany(database, 3);
    store = await openStore(database);
    settings = await Settings.open(store.db, { database, encryptionKey: 'key' });
    await settings.transports.set(relayOptions(relay));
    ahead = 0;
    errors = [];
    // As after a machine has slept: it is later, and no timer has gone on.
    clock = {
      now: () => systemClock.now() + ahead,
      at: (instant, callback) => systemClock.at(instant - ahead, callback),
    };
    fleet = new Fleet(store, clock, settings, openTransport);
    pump = pumpOf(fleet);
  });
  const pumpOf = (carriers: Fleet, time = clock) =>
    new Pump({
      store,
      clock: time,
      fleet: carriers,
      settings,
      onDrained: () => Promise.resolve(),
      onUnhealthy: () => Promise.resolve(),
      onError: (_, error) => errors.push(error),
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

  test('whose store fails at a mark sends to a domain with few connections as soon as it works again', async () => {
    const domainLimits = [{ domains: ['example.com'], messagesPerSecond: 1000, maxConnections: 1 }];
    await settings.transports.set({ ...relayOptions(relay), domainLimits });
    await sql`alter table suppressions rename to away`.execute(store.db);
    await expect(pump.run(never)).rejects.toThrow('suppressions');
    await sql`alter table away rename to suppressions`.execute(store.db);
    ahead = 2 * LEASE_MS;
    await pump.run(never);
    expect(relay.messages).toHaveLength(3);
  });

  test('whose leases ran out while it slept sends nobody what is on the wire once more', async () => {
    const [asked, answer] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    let isAsked = false;
    const slow = await startScriptedSmtp({
      answer({ at, to }) {
        if (at !== 'CONTENT' || to !== 'c1@example.com' || isAsked) return undefined;
        isAsked = true;
        asked.resolve(undefined);
        return answer.promise;
      },
    });
    const arrived = () => slow.messages.map(({ to }) => to).sort();
    await settings.transports.set({ ...relayOptions(slow), maxConnections: 2 });
    const running = pump.run(never);
    await asked.promise;
    ahead = 2 * LEASE_MS;
    // Claimed along with whatever else seems to be due.
    const contact_id = await insertContact(store.db, 'c4@example.com');
    const { campaign_id } = await store.db.selectFrom('deliveries').selectAll().executeTakeFirstOrThrow();
    const row = { campaign_id, contact_id, domain: 'example.com', reason: null, lease_owner: null };
    await store.db
      .insertInto('deliveries')
      .values({ ...row, status: 'pending', attempts: 0, due_at: 0, lease_until: 0, updated_at: 1 })
      .execute();
    await eventually(() => Promise.resolve(arrived().includes('c4@example.com')));
    answer.resolve(undefined);
    await running;
    expect(arrived()).toEqual(['c1@example.com', 'c2@example.com', 'c3@example.com', 'c4@example.com']);
    await slow.stop();
  });

  describe('of which a relay keeps messages without an answer', () => {
    let hung: ScriptedSmtp;
    let asked: string[];
    let answers: PromiseWithResolvers<undefined>[];
    let running: Promise<unknown>;

    /** With all of its connections, and then is not the one to be sent through any more. */
    async function hangWith(
      maxConnections: number,
      next: { host: string; port: number },
      ours = pump,
    ): Promise<void> {
      asked = [];
      answers = [];
      hung = await startScriptedSmtp({
        answer({ at, to }) {
          if (at !== 'CONTENT') return undefined;
          asked.push(to);
          answers.push(Promise.withResolvers());
          return answers.at(-1)!.promise;
        },
      });
      await settings.transports.set({ ...relayOptions(hung), maxConnections });
      running = ours.run(never);
      await eventually(() => Promise.resolve(asked.length === maxConnections));
      await settings.transports.set(relayOptions(next));
    }
    afterEach(async () => {
      for (const { resolve } of answers) resolve(undefined);
      await running;
      await hung.stop();
    });

    test('sends the others when its store works again, and does not wait for that relay first', async () => {
      await hangWith(1, relay);
      await sql`alter table pace rename to away`.execute(store.db);
      await eventually(() => Promise.resolve(errors.length > 0));
      await sql`alter table away rename to pace`.execute(store.db);
      await eventually(() => Promise.resolve(relay.messages.length === 2));
      expect(relay.messages.flatMap(({ to }) => to)).not.toContain(asked[0]);
    });

    test('keeps what that relay has, so that no other pump sends it once more', async () => {
      const start = systemClock.now();
      const fast: Clock = {
        now: () => start + (systemClock.now() - start) * 30,
        at: (instant, callback) => systemClock.at(start + (instant - start) / 30, callback),
      };
      const open = () => new Fleet(store, fast, settings, openTransport);
      await hangWith(2, relay, pumpOf(open(), fast));
      const hungAt = fast.now();
      const other = pumpOf(open(), fast);
      await eventually(async () => {
        await other.run(never);
        return fast.now() > hungAt + 2 * LEASE_MS;
      });
      expect(relay.messages).toHaveLength(1);
      expect(relay.messages.flatMap(({ to }) => to)).not.toContain(asked[0]);
    });

    test('says on that the next one does not work, whatever the last one answers', async () => {
      await relay.stop();
      await hangWith(2, relay);
      const reason = async () =>
        (await store.db.selectFrom('campaigns').selectAll().executeTakeFirstOrThrow()).status_reason;
      await eventually(reason);
      answers[0]!.resolve(undefined);
      const sent = store.db.selectFrom('deliveries').selectAll().where('status', '=', 'sent');
      await eventually(() => sent.executeTakeFirst());
      expect(await reason()).toContain('does not answer');
      relay = await startSmtpServer({}, relay.port);
    });
  });

  test('looks whether a relay works again, and no longer says that it does not, before anything is due', async () => {
    const { port } = relay;
    const reason = async () =>
      (await store.db.selectFrom('campaigns').selectAll().executeTakeFirstOrThrow()).status_reason;
    await relay.stop();
    await pump.run(never);
    const inAnHour = systemClock.now() + 3_600_000;
    await store.db.updateTable('deliveries').set({ due_at: inAnHour }).execute();
    ahead = 10_000;
    const next = await pump.run(never);
    expect(await reason()).toContain('does not answer');
    expect(next! - systemClock.now() - ahead).toBeLessThan(60_000);
    relay = await startSmtpServer({}, port);
    ahead += 60_000;
    expect(await pump.run(never)).toBe(inAnHour);
    expect(await reason()).toBeNull();
  });

  test('does not try again and again while others have the connections, and one that stands by is free', async () => {
    await settings.transports.set({ ...relayOptions(relay), maxConnections: 1 });
    await settings.transports.set({ ...relayOptions(relay), id: 'spare', weight: 0 });
    const [main] = await fleet.open();
    await new Permits(store, systemClock, 'others').acquire(main!.endpoint, 1, 1);
    const next = await pump.run(never);
    expect(next! - systemClock.now()).toBeGreaterThan(3_000);
    expect(relay.messages).toEqual([]);
  });
});
