import { type Engine, startEngine } from '../../lib/engine';
import { type BasicReport, toId } from '../../lib/model';
import { addSubscribers, engineOptions, newsletter, relayOptions, whenSent } from '../support/campaigns';
import { plantLaunched, withStore } from '../support/crashedStore';
import { type FreshDatabase, freshDatabase } from '../support/databases';
import { eventually } from '../support/eventually';
import { laterClock } from '../support/laterClock';
import { ManualClock } from '../support/manualClock';
import { HANG_UP, startScriptedSmtp } from '../support/scriptedSmtp';
import { type SmtpServerSwitches, startSmtpServer, type TestSmtpServer } from '../support/smtpServer';

const MINUTE = 60_000;

describe('a relay that is in trouble', () => {
  let fresh: FreshDatabase;
  let working: TestSmtpServer;
  let engine: Engine;

  beforeEach(async () => {
    fresh = await freshDatabase.sqlite();
    working = await startSmtpServer();
    engine = await startEngine(engineOptions(fresh.database, working));
  });
  afterEach(async () => {
    await engine.close();
    await working.stop();
    await fresh.remove();
  });

  /** Launches to so many subscribers; the relay gets into trouble behind the launch's own check of it. */
  async function launchInto(
    trouble: SmtpServerSwitches,
    subscribers: number,
  ): Promise<{ id: string; relay: TestSmtpServer }> {
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, subscribers)));
    await engine.close();
    const relay = await startSmtpServer(trouble);
    await withStore(fresh.database, ({ db }) =>
      db
        .updateTable('campaigns')
        .set({ status: 'sending', launched_at: 1 })
        .where('id', '=', Number(id) as never)
        .execute(),
    );
    engine = await startEngine(engineOptions(fresh.database, relay));
    return { id, relay };
  }

  const whenItWaits = (id: string): Promise<BasicReport> =>
    eventually(async () => {
      const report = await engine.reports.basic(id);
      return report.statusReason !== null && report;
    });

  test.each<[string, SmtpServerSwitches, string]>([
    ['hangs up before the greeting', { hangUp: true }, 'does not answer'],
    ['hangs up at the sender', { hangUpAt: 'MAIL FROM' }, 'does not answer'],
    ['hangs up at the recipient', { hangUpAt: 'RCPT TO' }, 'does not answer'],
    ['wants a login', { refuseSender: 530 }, 'wants a login'],
    ['refuses the sender for good', { refuseSender: 553 }, 'refuses the sender'],
    ['refuses the sender for now', { refuseSender: 451 }, 'refuses the sender'],
  ])(
    "and %s holds nobody's message against them: the campaign waits and says why",
    async (_, trouble, why) => {
      const { id, relay } = await launchInto(trouble, 4);
      const report = await whenItWaits(id);
      expect(report).toMatchObject({ status: 'sending', audience: 4, remaining: 4 });
      expect(report.statusReason).toContain(why);
      await eventually(async () => {
        const { data } = await engine.campaigns.deliveries(id);
        return data.every(({ status, attempts }) => status === 'pending' && attempts === 0);
      });

      await engine.settings.setTransport(relayOptions(working));
      expect(await whenSent(engine, id)).toMatchObject({ sent: 4, statusReason: null });
      await relay.stop();
    },
  );

  test('and hangs up on the last byte gets each message twice at most', async () => {
    const { id, relay } = await launchInto({ hangUpAfterMessage: true }, 1);
    const statusWhen = (status: string) =>
      eventually(async () => {
        const { data } = await engine.campaigns.deliveries(id);
        return data[0]?.reason && data[0].status === status;
      });
    await statusWhen('pending');
    await engine.close();
    engine = await startEngine(engineOptions(fresh.database, relay), { clock: laterClock(2 * MINUTE) });
    await statusWhen('failed');
    expect(await whenSent(engine, id)).toMatchObject({ failed: 1, sent: 0 });
    expect(relay.messages).toHaveLength(2);
    const ids = await Promise.all(relay.messages.map(async (message) => (await message.parse()).messageId));
    expect(new Set(ids).size).toBe(1);
    await relay.stop();
  });

  test('and hangs up on a message that it only put off before, gets it once more, also after restarts', async () => {
    const answers = ['451 4.3.0 later', HANG_UP] as const;
    let asked = 0;
    const relay = await startScriptedSmtp({
      answer: ({ at }) => (at === 'CONTENT' ? answers[asked++] : undefined),
    });
    await engine.close();
    const id = toId(await plantLaunched(fresh.database, [{ email: 'ana@example.com', status: 'pending' }]));
    for (const [attempts, status] of [
      [1, 'pending'],
      [2, 'pending'],
      [3, 'sent'],
    ] as const) {
      const clock = laterClock(attempts * 2 * MINUTE);
      engine = await startEngine(engineOptions(fresh.database, relay), { clock });
      await eventually(async () => {
        const [delivery] = (await engine.campaigns.deliveries(id)).data;
        return delivery!.attempts === attempts && delivery!.status === status;
      });
      await engine.close();
    }
    expect(relay.messages.map(({ to }) => to)).toEqual(['ana@example.com']);
    await relay.stop();
  });

  test('a campaign whose sender it refuses does not hold up another', async () => {
    const relay = await startSmtpServer({ refusedSender: 'other@roastery.example' });
    await engine.settings.setTransport(relayOptions(relay));
    const label = await addSubscribers(engine, 3);
    const refused = await engine.campaigns.create(
      newsletter(label, { senderEmail: 'other@roastery.example' }),
    );
    const fine = await engine.campaigns.create(newsletter(label));
    await engine.campaigns.send(refused.id);
    await whenItWaits(refused.id);
    await engine.campaigns.send(fine.id);
    expect(await whenSent(engine, fine.id)).toMatchObject({ sent: 3 });
    expect(await engine.reports.basic(refused.id)).toMatchObject({ status: 'sending', remaining: 3 });
    await relay.stop();
  });

  test('a campaign that cannot be delivered says why, and does not hold up the next', async () => {
    const label = await addSubscribers(engine, 2);
    const [broken, fine] = [
      await engine.campaigns.create(newsletter(label)),
      await engine.campaigns.create(newsletter(label)),
    ];
    await engine.close();
    await withStore(fresh.database, async ({ db }) => {
      await db.updateTable('campaigns').set({ status: 'sending', launched_at: 1 }).execute();
      await db
        .updateTable('campaigns')
        .set({ body: '{{#if' })
        .where('id', '=', Number(broken.id) as never)
        .execute();
    });
    const errors: string[] = [];
    engine = await startEngine(engineOptions(fresh.database, working), {
      onError: (what) => errors.push(what),
    });
    expect(await whenSent(engine, fine.id)).toMatchObject({ sent: 2 });
    expect((await whenItWaits(broken.id)).statusReason).toContain('line 1');
    expect(errors).toContain(`deliver campaign ${broken.id}`);
    const { data } = await engine.campaigns.deliveries(broken.id);
    expect(data.map(({ status, attempts }) => [status, attempts])).toEqual([
      ['pending', 0],
      ['pending', 0],
    ]);
  });

  test('a campaign whose content is refused is tried once more after a rest, and then ended', async () => {
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 3)));
    await engine.close();
    await withStore(fresh.database, ({ db }) =>
      db.updateTable('campaigns').set({ status: 'sending', launched_at: 1, body: '{{#if' }).execute(),
    );
    const clock = new ManualClock();
    const errors: string[] = [];
    engine = await startEngine(engineOptions(fresh.database, working), {
      clock,
      onError: (what) => errors.push(what),
    });
    expect(await whenItWaits(id)).toMatchObject({ status: 'sending', remaining: 3 });
    await clock.advanceBy(MINUTE);
    expect(await whenSent(engine, id)).toMatchObject({ audience: 3, failed: 3, sent: 0, remaining: 0 });
    const { data } = await engine.campaigns.deliveries(id);
    for (const { reason } of data) expect(reason).toContain('body, line 1');
    expect(errors).toEqual([`deliver campaign ${id}`, `deliver campaign ${id}`]);
    expect(working.messages).toEqual([]);
  });

  test('sending another campaign does not disturb the one under way when the settings have changed', async () => {
    const label = await addSubscribers(engine, 20);
    const slow = { ...relayOptions(working), messagesPerSecond: 40 };
    await engine.settings.setTransport(slow);
    const first = await engine.campaigns.create(newsletter(label));
    const second = await engine.campaigns.create(newsletter(label));
    await engine.campaigns.send(first.id);
    await working.received(3);
    await engine.settings.setTransport(relayOptions(working));
    await engine.campaigns.send(second.id);
    await whenSent(engine, first.id);
    const { data } = await engine.campaigns.deliveries(first.id);
    expect(new Set(data.map((delivery) => delivery.attempts))).toEqual(new Set([1]));
  });
});
