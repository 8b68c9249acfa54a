import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { startEngine } from '../../lib/engine';
import { toId } from '../../lib/model';
import { engineOptions, whenSent } from '../support/campaigns';
import { plantMany, withStore } from '../support/crashedStore';
import { type Database, describeEachDatabase } from '../support/databases';
import { laterClock } from '../support/laterClock';
import { seededRandom } from '../support/random';
import { killSenders, sendInProcess } from '../support/sendInProcess';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';

const RECIPIENTS = 20_000;
const KILLS = 20;
/** Longer than a lease: whoever comes next takes over at once. */
const AHEAD_MS = 120_000;

describeEachDatabase('a sender that is killed with SIGKILL over and over', (fresh) => {
  afterEach(killSenders);

  test('leaves nobody out; who gets a message twice was on the wire, and can tell', async () => {
    const relay = await startSmtpServer();
    const database = await fresh();
    const id = toId(await plantMany(database, RECIPIENTS));
    const options = engineOptions(database, relay);
    const fast = { ...options, relay: { ...options.relay!, messagesPerSecond: 5000 } };
    const random = seededRandom(7);

    let onTheWire = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const sender = sendInProcess(fast, kill * AHEAD_MS);
      // At least one since the last kill, then wherever it happens to be.
      await relay.received(relay.messages.length + 1 + random.below(RECIPIENTS / KILLS / 2));
      await delay(random.below(20));
      await killed(sender);
      onTheWire += await countMarked(database);
    }
    expect(relay.messages.length).toBeLessThan(RECIPIENTS + onTheWire);

    const engine = await startEngine(fast, { clock: laterClock(KILLS * AHEAD_MS) });
    const report = await whenSent(engine, id, 120_000);
    expect(report).toMatchObject({ audience: RECIPIENTS, sent: RECIPIENTS, remaining: 0 });
    const { meta } = await engine.campaigns.deliveries(id, { status: 'sent', perPage: 1 });
    expect(meta.total).toBe(RECIPIENTS);
    await engine.close();
    await relay.stop();

    const ids = idsByRecipient(relay);
    expect(ids.size).toBe(RECIPIENTS);
    expect([...ids.values()].filter((messageIds) => messageIds.size > 1)).toEqual([]);
    expect(new Set([...ids.values()].flatMap((messageIds) => [...messageIds])).size).toBe(RECIPIENTS);
    const repeats = relay.messages.length - RECIPIENTS;
    expect(repeats).toBeLessThanOrEqual(onTheWire);
    process.stdout.write(
      `${KILLS} kills in ${RECIPIENTS} messages: ${repeats} went twice, nobody was left out.\n`,
    );
  }, 240_000);
});

async function killed(sender: ChildProcess): Promise<void> {
  const ended = once(sender, 'exit');
  sender.kill('SIGKILL');
  await ended;
}

/** What is marked as being sent in the database: nothing else may have been written. */
const countMarked = (database: Database): Promise<number> =>
  withStore(database, async ({ db }) => {
    const { count } = await db
      .selectFrom('deliveries')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('status', '=', 'sending')
      .executeTakeFirstOrThrow();
    return Number(count);
  });

function idsByRecipient({ messages }: TestSmtpServer): Map<string, Set<string>> {
  const ids = new Map<string, Set<string>>();
  for (const { to, raw } of messages) {
    const [, messageId] = /^Message-ID: (.+)$/im.exec(raw.toString('latin1'))!;
    const known = ids.get(to[0]!);
    if (known) known.add(messageId!);
    else ids.set(to[0]!, new Set([messageId!]));
  }
  return ids;
}
