import { type Engine, startEngine } from '../../lib/engine';
import type { TransportInput } from '../../lib/model';
import { addSubscribers, engineOptions, newsletter, relayOptions } from '../support/campaigns';
import { describeEachDatabase } from '../support/databases';
import { ManualClock } from '../support/manualClock';
import { passingTime } from '../support/passingTime';
import { type Answer, type ScriptedSmtp, startScriptedSmtp } from '../support/scriptedSmtp';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';

const CONNECTIONS = 2;
const SECOND = 1_000;
/** One more was there to see whether a launch makes sense. */
const LAUNCH = 1;

describeEachDatabase('a relay that takes messages and goes silent', (fresh) => {
  let clock: ManualClock;
  let time: ReturnType<typeof passingTime>;
  /** What it says to a message, and when. */
  let answer: () => Answer | Promise<Answer>;
  let asked: string[];
  let silent: ScriptedSmtp;
  let other: TestSmtpServer;
  let engine: Engine;
  let silence: PromiseWithResolvers<undefined>;

  beforeEach(async () => {
    clock = new ManualClock();
    time = passingTime(clock, () => engine);
    silence = Promise.withResolvers();
    asked = [];
    answer = () => silence.promise;
    silent = await startScriptedSmtp({
      answer({ at, to }) {
        if (at !== 'CONTENT') return undefined;
        asked.push(to);
        return answer();
      },
    });
    other = await startSmtpServer();
    engine = await startEngine(engineOptions(await fresh(), silent), { clock });
    await set('default', silent, { maxConnections: CONNECTIONS });
  });
  afterEach(async () => {
    silence.resolve(undefined);
    await engine.close();
    await silent.stop();
    await other.stop();
  });

  type Changes = Partial<Extract<TransportInput, { host: string }>>;
  const set = (id: string, server: { host: string; port: number }, changes: Changes = {}) =>
    engine.settings.setTransport({ ...relayOptions(server), id, ...changes });

  async function launch(subscribers: number): Promise<string> {
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, subscribers)));
    await engine.campaigns.send(id);
    await time.until(() => asked.length === CONNECTIONS);
    return id;
  }
  const everybody = (count: number) =>
    Array.from({ length: count }, (_, at) => `c${at + 1}@example.com`).sort();
  const arrived = () =>
    [...silent.messages.map(({ to }) => to), ...other.messages.flatMap(({ to }) => to)].sort();

  test('is made up for by who stands by after a good minute; what it has counts when it answers', async () => {
    await set('second', other, { weight: 0 });
    const id = await launch(20);
    await time.for(70 * SECOND);
    expect(other.messages).toEqual([]);
    expect(await time.until(() => other.messages.length > 0)).toBeLessThan(20 * SECOND);
    await time.untilSent(id, 20 - CONNECTIONS);
    expect(asked).toHaveLength(CONNECTIONS);
    silence.resolve(undefined);
    await time.untilSent(id, 20);
    expect(arrived()).toEqual(everybody(20));
  });

  test('gets no connection beyond its limit while all of them wait', async () => {
    await set('second', other, { weight: 0 });
    const id = await launch(20);
    await time.for(70 * SECOND);
    await time.untilSent(id, 20 - CONNECTIONS);
    await time.for(120 * SECOND);
    expect(silent.connections).toBe(CONNECTIONS + LAUNCH);
    silence.resolve(undefined);
    await time.untilSent(id, 20);
  });

  test('is used again once it answers', async () => {
    await set('second', other, { weight: 0, messagesPerSecond: 2 });
    const id = await launch(300);
    await time.for(70 * SECOND);
    await time.until(() => other.messages.length > 3);
    silence.resolve(undefined);
    await time.until(() => silent.messages.length > 10);
    await time.untilSent(id, 300);
    expect(arrived()).toEqual(everybody(300));
  });

  test('is made up for also where it was set anew while it was silent', async () => {
    await set('second', other, { weight: 0 });
    const id = await launch(20);
    await time.for(30 * SECOND);
    await set('default', silent, { maxConnections: CONNECTIONS, messagesPerSecond: 900 });
    await time.for(70 * SECOND);
    await time.untilSent(id, 20 - CONNECTIONS);
    expect(silent.connections).toBe(CONNECTIONS + LAUNCH);
    silence.resolve(undefined);
    await time.untilSent(id, 20);
    expect(arrived()).toEqual(everybody(20));
  });

  test('is tried with one message when it lets us in and stays silent, and keeps nobody waiting', async () => {
    await set('second', other, { weight: 0, messagesPerSecond: 2 });
    const id = await launch(300);
    await time.for(70 * SECOND);
    await time.until(() => other.messages.length > 3);
    await silent.hangUp();
    await time.until(() => asked.length > CONNECTIONS);
    const before = other.messages.length;
    expect(await time.until(() => other.messages.length > before + 10)).toBeLessThan(60 * SECOND);
    expect(asked).toHaveLength(CONNECTIONS + 1);
    silence.resolve(undefined);
    await time.untilSent(id, 300);
    expect(new Set(arrived())).toEqual(new Set(everybody(300)));
  });

  test('says so in the campaign where nobody stands by, which goes on when it answers', async () => {
    const id = await launch(20);
    const reason = async () => (await engine.reports.basic(id)).statusReason;
    await time.for(70 * SECOND);
    await time.until(async () => (await reason()) !== null);
    expect(await reason()).toContain('answered none for 75 seconds');
    silence.resolve(undefined);
    await time.untilSent(id, 20);
    expect(await reason()).toBeNull();
    expect(arrived()).toEqual(everybody(20));
  });

  test('is not silent as long as it answers now and then, however slowly', async () => {
    const waiting: (() => void)[] = [];
    answer = () => new Promise<undefined>((resolve) => waiting.push(() => resolve(undefined)));
    await set('second', other, { weight: 0 });
    const id = await launch(5);
    while (silent.messages.length < 5) {
      await time.until(() => waiting.length > 0);
      await time.for(60 * SECOND);
      const before = silent.messages.length;
      waiting.shift()!();
      await time.until(() => silent.messages.length > before);
    }
    await time.untilSent(id, 5);
    expect(other.messages).toEqual([]);
  });

  test('is not silent for one message that it hangs at, while it has answered the others', async () => {
    await set('second', other, { weight: 0 });
    answer = () => (asked.length === 1 ? silence.promise : undefined);
    const label = await addSubscribers(engine, 20);
    const { id } = await engine.campaigns.create(newsletter(label));
    await engine.campaigns.send(id);
    await time.untilSent(id, 19);
    await time.for(200 * SECOND);
    expect((await engine.reports.basic(id)).statusReason).toBeNull();
    const later = await engine.campaigns.create(newsletter(label));
    await engine.campaigns.send(later.id);
    await time.untilSent(later.id, 20);
    expect(other.messages).toEqual([]);
    silence.resolve(undefined);
    await time.untilSent(id, 20);
  });

  test('is sent to as fast as it answers where that takes longer than one waits at first', async () => {
    answer = () => new Promise((resolve) => clock.at(clock.now() + 100 * SECOND, () => resolve(undefined)));
    await set('default', silent, { maxConnections: 1 });
    const before = clock.now();
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 8)));
    await engine.campaigns.send(id);
    while ((await engine.reports.basic(id)).sent < 8) await time.for(10 * SECOND);
    expect(clock.now() - before).toBeLessThan((8 * 100 + 60) * SECOND);
    expect(arrived()).toEqual(everybody(8));
  });
});
