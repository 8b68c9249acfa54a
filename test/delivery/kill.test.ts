import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startEngine } from '../../lib/engine';
import { toId } from '../../lib/model';
import { engineOptions, whenSent } from '../support/campaigns';
import { plantLaunched } from '../support/crashedStore';
import { describeEachDatabase } from '../support/databases';
import { laterClock } from '../support/laterClock';
import { startSmtpServer } from '../support/smtpServer';

const REGISTER = join(__dirname, '../support/register.cjs');
const SENDER = join(__dirname, 'sender.ts');
const RECIPIENTS = 60;
const CONNECTIONS = 3;

describeEachDatabase('a sender killed with SIGKILL', (fresh) => {
  test('is taken over: everyone gets the message, repeats are at most what was on the wire and look alike', async () => {
    const relay = await startSmtpServer();
    const database = await fresh();
    const emails = Array.from({ length: RECIPIENTS }, (_, index) => `c${index}@example.com`);
    const id = toId(
      await plantLaunched(
        database,
        emails.map((email) => ({ email, status: 'pending' })),
      ),
    );
    const options = engineOptions(database, relay);
    const slow = { ...options, relay: { ...options.relay!, messagesPerSecond: 50 } };

    const sender = spawn(process.execPath, ['-r', REGISTER, SENDER, JSON.stringify(slow)], {
      stdio: 'inherit',
    });
    const ended = once(sender, 'exit');
    await relay.received(RECIPIENTS / 3);
    sender.kill('SIGKILL');
    await ended;
    expect(relay.messages.length).toBeLessThan(RECIPIENTS);

    // Later than the dead one's leases run.
    const engine = await startEngine(options, { clock: laterClock(120_000) });
    expect(await whenSent(engine, id)).toMatchObject({ audience: RECIPIENTS, sent: RECIPIENTS });
    await engine.close();

    const mails = await Promise.all(relay.messages.map((message) => message.parse()));
    const recipients = new Set(relay.messages.map((message) => message.to[0]));
    expect([...recipients].sort()).toEqual([...emails].sort());
    expect(relay.messages.length - RECIPIENTS).toBeLessThanOrEqual(CONNECTIONS);
    expect(new Set(mails.map((mail) => mail.messageId)).size).toBe(RECIPIENTS);
    await relay.stop();
  });
});
