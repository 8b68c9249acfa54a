import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { engineOptions } from '../test/support/campaigns';
import { plantMany } from '../test/support/crashedStore';
import { between, busiest } from '../test/support/sliding';
import { startNotingSenders } from '../test/support/notingSenders';
import { startSmtpServer } from '../test/support/smtpServer';
import type { Bench } from './main';

const PER_SECOND = 200;
const PROCESSES = 3;
/** Until all three are at it. */
const SETTLE_MS = 5_000;
const MEASURED_MS = 30_000;

/**
 * Three processes send through one transport at its limit: how much of it they use, and the busiest second, measured where the
 * content is written and where it arrives.
 */
export const bench: Bench = async (report) => {
  const folder = await mkdtemp(join(tmpdir(), 'mailtarget-bench-'));
  const relay = await startSmtpServer();
  const arrivals: number[] = [];
  const database = { type: 'sqlite' as const, folder };
  await plantMany(database, (2 * PER_SECOND * (SETTLE_MS + MEASURED_MS)) / 1000);
  const options = engineOptions(database, relay);
  const limits = { messagesPerSecond: PER_SECOND, maxConnections: 3 * PROCESSES };
  const senders = startNotingSenders(PROCESSES, { ...options, relay: { ...options.relay!, ...limits } });
  try {
    await relay.received(1);
    const start = Date.now() + SETTLE_MS;
    while (Date.now() < start + MEASURED_MS) {
      const known = arrivals.length;
      await relay.received(known + 1);
      while (arrivals.length < relay.messages.length) arrivals.push(Date.now());
    }
    await sleep(200);
    report('pace.limit', PER_SECOND, 'messages/s');
    report(
      'pace.used',
      (100_000 * between(senders.writes, start, start + MEASURED_MS)) / (PER_SECOND * MEASURED_MS),
      '%',
    );
    report('pace.busiest_second', busiest(senders.writes, 1000), 'messages');
    report('pace.busiest_second_at_server', busiest(arrivals, 1000), 'messages');
  } finally {
    await senders.stop();
    await relay.stop();
    await rm(folder, { recursive: true, force: true });
  }
};
