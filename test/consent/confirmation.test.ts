import { startEngine, type Engine } from '../../lib/engine';
import { engineOptions, failure } from '../support/campaigns';
import { confirmationTokenTo } from '../support/confirmation';
import { type Database, describeEachDatabase } from '../support/databases';
import { ManualClock } from '../support/manualClock';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';

const ADA = 'ada@example.com';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describeEachDatabase('a request to confirm', (fresh) => {
  let refusal: number | undefined;
  let relay: TestSmtpServer;
  let database: Database;
  let clock: ManualClock;
  let engine: Engine;
  beforeEach(async () => {
    refusal = undefined;
    relay = await startSmtpServer({ refuse: () => refusal });
    database = await fresh();
    clock = new ManualClock();
    engine = await startEngine(engineOptions(database, relay), { clock });
    await engine.settings.update({ publicUrl: 'https://mail.roastery.example' });
    await engine.contacts.upsert({ email: ADA, status: 'pending' });
  });
  afterEach(async () => {
    await engine.close();
    await relay.stop();
  });

  /** Starts again that much later: on the way there, the engine would look at its tables every five seconds. */
  async function restartAfter(milliseconds: number): Promise<void> {
    await engine.close();
    clock = new ManualClock(new Date(clock.now() + milliseconds).toISOString());
    engine = await startEngine(engineOptions(database, relay), { clock });
  }

  const ask = async () => {
    const { sent } = await engine.consent.requestConfirmation(ADA);
    return sent ? confirmationTokenTo(relay, ADA) : undefined;
  };

  test('is good for 30 days, and not for longer', async () => {
    const token = (await ask())!;
    await restartAfter(30 * DAY + 1);
    expect(await failure(engine.consent.confirm(token))).toMatchObject({
      code: 'CONFIRMATION_INVALID',
      message: expect.stringContaining('30 days') as string,
    });
    const next = (await ask())!;
    await restartAfter(30 * DAY);
    const contact = await engine.consent.confirm(next);
    expect(contact).toMatchObject({
      status: 'active',
      subscribedAt: new Date(clock.now()).toISOString(),
    });
  });

  test('replaces the one before: only the latest link counts', async () => {
    const first = (await ask())!;
    await clock.advanceBy(5 * MINUTE);
    const second = (await ask())!;
    expect(await failure(engine.consent.confirm(first))).toMatchObject({ code: 'CONFIRMATION_INVALID' });
    expect(await engine.consent.confirm(second)).toMatchObject({ status: 'active' });
  });

  test('mails a person once in five minutes, however many make it at once', async () => {
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.filter((token) => token !== undefined)).toHaveLength(1);
    await clock.advanceBy(5 * MINUTE - 1);
    expect(await ask()).toBeUndefined();
    expect(relay.messages).toHaveLength(1);
    await clock.advanceBy(1);
    expect(await ask()).toBeDefined();
  });

  test('that the relay does not take may be made again at once, and the link before it stays good', async () => {
    const first = (await ask())!;
    await clock.advanceBy(10 * MINUTE);
    refusal = 451;
    expect(await failure(ask())).toMatchObject({
      code: 'RELAY_UNREACHABLE',
      message: expect.stringContaining('451') as string,
    });
    const { consents } = await engine.consent.personalData(ADA);
    expect(consents.map(({ action }) => action)).toEqual(['requested']);
    expect(await engine.consent.confirm(first)).toMatchObject({ status: 'active' });
  });

  test('is answered twice at the same time, and counts once', async () => {
    const token = (await ask())!;
    await Promise.all([engine.consent.confirm(token), engine.consent.confirm(token)]);
    const { consents } = await engine.consent.personalData(ADA);
    expect(consents.map(({ action }) => action)).toEqual(['requested', 'confirmed']);
  });

  test('is answered, or taken back, at the same time: whoever comes first, nobody is active who left', async () => {
    const token = (await ask())!;
    await Promise.allSettled([engine.consent.confirm(token), engine.consent.unsubscribe(ADA)]);
    expect(await engine.contacts.get(ADA)).toMatchObject({ status: 'unsubscribed' });
  });

  test('of another store is none here', async () => {
    const token = (await ask())!;
    const other = await startEngine(engineOptions(await fresh(), relay), { clock });
    await other.contacts.upsert({ email: ADA, status: 'pending' });
    expect(await failure(other.consent.confirm(token))).toMatchObject({ code: 'CONFIRMATION_INVALID' });
    await other.close();
  });
});
