import { setTimeout as delay } from 'node:timers/promises';
import { type Engine, startEngine } from '../../lib/engine';
import type { EngineOptions, TransportInput } from '../../lib/model';
import { addSubscribers, engineOptions, newsletter, relayOptions } from '../support/campaigns';
import { describeEachDatabase } from '../support/databases';
import { ManualClock } from '../support/manualClock';
import { passingTime } from '../support/passingTime';
import { type ScriptedSmtp, startScriptedSmtp, type Step } from '../support/scriptedSmtp';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';

const CONNECTIONS = 2;
/** Before it counts as silent. */
const SOON_MS = 15_000;

describeEachDatabase('a relay that takes messages and does not answer', (fresh) => {
  let clock: ManualClock;
  let time: ReturnType<typeof passingTime>;
  let answers: PromiseWithResolvers<undefined>;
  let hangsAt: Step['at'];
  /** How many messages are never answered. */
  let hanging: number;
  let asked: string[];
  /** How long it thinks about the others, and about how many of them at once at most. */
  let answerMs: number;
  let atOnce: number;
  let mostAtOnce: number;
  let hung: ScriptedSmtp;
  let other: TestSmtpServer;
  let options: EngineOptions;
  let engine: Engine;

  beforeEach(async () => {
    clock = new ManualClock();
    time = passingTime(clock, () => engine);
    answers = Promise.withResolvers();
    hangsAt = 'CONTENT';
    hanging = Infinity;
    asked = [];
    [answerMs, atOnce, mostAtOnce] = [0, 0, 0];
    hung = await startScriptedSmtp({
      answer({ at, to }) {
        if (at !== hangsAt) return undefined;
        if (asked.length === hanging) return slowly();
        asked.push(to);
        return answers.promise;
      },
    });
    other = await startSmtpServer();
    options = engineOptions(await fresh(), hung);
    engine = await startEngine(options, { clock });
    await set('default', hung, { maxConnections: CONNECTIONS });
  });
  afterEach(async () => {
    answers.resolve(undefined);
    await engine.close();
    await hung.stop();
    await other.stop();
  });

  type Changes = Partial<Extract<TransportInput, { host: string }>>;
  async function slowly(): Promise<undefined> {
    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    if (answerMs > 0) await delay(answerMs);
    atOnce--;
  }
  const set = (id: string, server: { host: string; port: number }, changes: Changes = {}) =>
    engine.settings.setTransport({ ...relayOptions(server), id, ...changes });

  /** Until so many messages wait for its answer. */
  async function launchIntoIt(subscribers: number, waiting = CONNECTIONS): Promise<string> {
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, subscribers)));
    await engine.campaigns.send(id);
    await time.until(() => asked.length === waiting);
    return id;
  }
  /** @param soonMs of the clock */
  async function whenSentTo(id: string, count: number, soonMs = Infinity): Promise<void> {
    expect(await time.untilSent(id, count)).toBeLessThan(soonMs);
  }
  const everybody = (count: number) =>
    Array.from({ length: count }, (_, at) => `c${at + 1}@example.com`).sort();
  const arrived = () =>
    [...hung.messages.map(({ to }) => to), ...other.messages.flatMap(({ to }) => to)].sort();

  test('is replaced within seconds, and its answers count when they come', async () => {
    const id = await launchIntoIt(20);
    await set('default', other);
    await whenSentTo(id, 20 - CONNECTIONS, SOON_MS);
    expect(other.messages.flatMap(({ to }) => to).filter((to) => asked.includes(to))).toEqual([]);
    answers.resolve(undefined);
    await whenSentTo(id, 20);
    expect(arrived()).toEqual(everybody(20));
  });

  test('keeps nobody waiting whose message it has not been given: another takes over', async () => {
    hangsAt = 'RCPT';
    const id = await launchIntoIt(20);
    await set('default', other);
    await whenSentTo(id, 20, SOON_MS);
    answers.resolve(undefined);
    await engine.close();
    expect(arrived()).toEqual(everybody(20));
  });

  test('gets no more connections than it may have, whatever else is changed', async () => {
    await launchIntoIt(20);
    await set('second', other);
    await time.until(() => other.messages.length === 20 - CONNECTIONS);
    await set('default', hung, { maxConnections: CONNECTIONS, messagesPerSecond: 900 });
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 20)));
    await engine.campaigns.send(id);
    await whenSentTo(id, 20, SOON_MS);
    // One more each was there to see whether a launch makes sense.
    expect(hung.connections).toBeLessThanOrEqual(CONNECTIONS + 2);
  });

  test('is sent to on with the connections that it answers', async () => {
    hanging = 1;
    const domainLimits = [{ domains: ['example.com'], messagesPerSecond: 20, maxConnections: 100 }];
    await set('default', hung, { maxConnections: CONNECTIONS, domainLimits });
    const id = await launchIntoIt(60, 1);
    await set('default', hung, { maxConnections: CONNECTIONS });
    await whenSentTo(id, 59, SOON_MS);
    expect(asked).toHaveLength(1);
    answers.resolve(undefined);
    await whenSentTo(id, 60);
    expect(arrived()).toEqual(everybody(60));
  });

  test('has all its connections again soon after it has answered', async () => {
    hanging = 1;
    await launchIntoIt(400, 1);
    const before = hung.connections;
    answerMs = 50;
    await set('default', hung, { maxConnections: CONNECTIONS, messagesPerSecond: 900 });
    await time.until(() => hung.connections > before);
    answers.resolve(undefined);
    mostAtOnce = 0;
    expect(await time.until(() => mostAtOnce === CONNECTIONS)).toBeLessThan(SOON_MS);
  });

  test('has for a domain what is left of its connections', async () => {
    hanging = 2;
    const domainLimits = [{ domains: ['example.com'], messagesPerSecond: 20, maxConnections: 4 }];
    await set('default', hung, { maxConnections: 4, domainLimits });
    const id = await launchIntoIt(100, 2);
    await set('default', hung, { maxConnections: 4, domainLimits, messagesPerSecond: 900 });
    await whenSentTo(id, 98);
    answers.resolve(undefined);
    await whenSentTo(id, 100);
    expect(arrived()).toEqual(everybody(100));
  });

  test('may be removed: what it has taken counts when it says so', async () => {
    const id = await launchIntoIt(20);
    await set('second', other);
    await engine.settings.removeTransport('default');
    await whenSentTo(id, 20 - CONNECTIONS, SOON_MS);
    answers.resolve(undefined);
    await whenSentTo(id, 20);
    expect(arrived()).toEqual(everybody(20));
  });

  test('is waited for when the engine closes, also where it was replaced', async () => {
    const id = await launchIntoIt(20);
    await set('default', other);
    await whenSentTo(id, 20 - CONNECTIONS, SOON_MS);
    const closing = engine.close();
    answers.resolve(undefined);
    await closing;
    engine = await startEngine(options, { clock });
    await whenSentTo(id, 20);
    expect(arrived()).toEqual(everybody(20));
  });

  test('is left with no more than it had by changes every second, and nobody is lost or sent to twice', async () => {
    const id = await launchIntoIt(30);
    for (let change = 0; change < 6; change++) {
      await set('default', change % 2 ? hung : other, {
        maxConnections: CONNECTIONS,
        messagesPerSecond: 10 + change,
      });
      await time.for(1_000);
    }
    expect(asked.length).toBeLessThanOrEqual(CONNECTIONS);
    await set('default', other);
    await whenSentTo(id, 30 - asked.length);
    answers.resolve(undefined);
    await whenSentTo(id, 30);
    expect(arrived()).toEqual(everybody(30));
  });

  test('gets no more connections for a domain than are for it, until it answers', async () => {
    const domainLimits = [{ domains: ['example.com'], messagesPerSecond: 1000, maxConnections: 1 }];
    await set('default', hung, { domainLimits });
    const id = await launchIntoIt(4, 1);
    await set('default', hung, { domainLimits, messagesPerSecond: 900 });
    await set('second', other, { senderDomains: ['shop.example'] });
    const [label] = (await engine.labels.list({ search: 'news' })).data;
    const later = await engine.campaigns.create(newsletter(label!.id, { senderEmail: 'news@shop.example' }));
    await engine.campaigns.send(later.id);
    await whenSentTo(later.id, 4, SOON_MS);
    expect(asked).toHaveLength(1);
    answers.resolve(undefined);
    await whenSentTo(id, 4);
  });

  test('does not hold up a campaign that is launched later through another', async () => {
    await set('second', other, { senderDomains: ['shop.example'] });
    const first = await launchIntoIt(4);
    const [label] = (await engine.labels.list({ search: 'news' })).data;
    await set('default', hung, { maxConnections: CONNECTIONS, messagesPerSecond: 900 });
    const later = await engine.campaigns.create(newsletter(label!.id, { senderEmail: 'news@shop.example' }));
    await engine.campaigns.send(later.id);
    await whenSentTo(later.id, 4, SOON_MS);
    answers.resolve(undefined);
    await whenSentTo(first, 4);
  });
});
