/** A process that does what n8n does: it holds an engine in its thread, and asks it. Told what to do by its parent. */
import { createReadStream, readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeEngines, openEngine } from '../../lib/host';
import type { EmailMarketing, EngineOptions } from '../../lib/model';

const ASK_EVERY = 20;
const RESOLUTION = 10;

export interface Watched {
  /** Of the host's own thread and of calls about one row, in ms. */
  loopDelayMax: number;
  oneRowMax: number;
}
export type Task =
  | { do: 'open'; options: EngineOptions; fields: Record<string, string> }
  /** `asking`: for one row now and then, meanwhile; each commit of which costs an import time. */
  | { do: 'import'; file: string; asking: boolean }
  | { do: 'count'; campaignId: string; rounds: number }
  | { do: 'call'; group: keyof EmailMarketing; method: string; args: unknown[] }
  | { do: 'launch'; campaignId: string }
  /** Launches, and waits until it is sent. */
  | { do: 'send'; campaignId: string }
  | { do: 'stop watching' }
  | { do: 'memory' }
  | { do: 'close' };

let engine: EmailMarketing;
/** The parent sees when, in the database. */
let frozen = Promise.withResolvers<void>();

process.on('message', ({ id, task }: { id: number; task: Task }) => {
  run(task).then(
    (value) => (process.connected ? process.send!({ id, value: value ?? null }) : undefined),
    (error: Error) => process.send?.({ id, error: error.message }),
  );
});

async function run(task: Task): Promise<unknown> {
  switch (task.do) {
    case 'open':
      engine = await openEngine(task.options);
      for (const [tag, type] of Object.entries(task.fields)) {
        await engine.fields.create({ tag, type: type as 'text' });
      }
      return;
    case 'import':
      return watch(async () => {
        const csv = Readable.toWeb(createReadStream(task.file)) as ReadableStream<Uint8Array>;
        const start = performance.now();
        const { created, rejectedCount } = await engine.contacts.import(csv);
        return { seconds: (performance.now() - start) / 1000, created, rejectedCount };
      }, task.asking);
    case 'call': {
      const methods = engine[task.group] as unknown as Record<
        string,
        (...args: unknown[]) => Promise<unknown>
      >;
      return methods[task.method]!(...task.args);
    }
    case 'count':
      return watch(async () => {
        const times: number[] = [];
        let count = 0;
        for (let round = 0; round < task.rounds; round++) {
          const start = performance.now();
          ({ count } = await engine.campaigns.countRecipients(task.campaignId));
          times.push(performance.now() - start);
        }
        return { times, count };
      }, false);
    case 'launch':
      return watch(async () => {
        const startedAt = Date.now();
        await engine.campaigns.send(task.campaignId);
        await frozen.promise;
        return { startedAt };
      });
    case 'send':
      return watchSend(task.campaignId);
    case 'stop watching':
      frozen.resolve();
      frozen = Promise.withResolvers();
      return;
    case 'memory':
      return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) / 1024;
    case 'close':
      await closeEngines();
      process.disconnect();
      return;
  }
}

/** @returns the 99th percentile of how long the host's own thread was kept, in ms */
async function watchSend(campaignId: string): Promise<number> {
  await engine.campaigns.send(campaignId);
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
  delay.enable();
  while ((await engine.campaigns.get(campaignId)).status === 'sending') await sleep(250);
  delay.disable();
  return Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION);
}

/** Does the work, and meanwhile asks for one row now and then. */
async function watch<T extends object>(work: () => Promise<T>, asking = true): Promise<T & Watched> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
  delay.enable();
  let done = false;
  let oneRowMax = 0;
  const ask = async () => {
    for (let n = 0; !done; n++) {
      const start = performance.now();
      const email = `asked.${n % 50}@host.example`;
      await (n % 2 === 0
        ? engine.contacts.upsert({ email, name: `Asked ${n}` })
        : engine.contacts.get('asked.0@host.example'));
      oneRowMax = Math.max(oneRowMax, performance.now() - start);
      await sleep(ASK_EVERY);
    }
  };
  const asked = asking ? ask() : Promise.resolve();
  const result = await work();
  done = true;
  await asked;
  delay.disable();
  return { ...result, loopDelayMax: delay.max / 1e6 - RESOLUTION, oneRowMax };
}
