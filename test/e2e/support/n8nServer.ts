import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { LOOPBACK } from './n8nEnvironment';

/** Twice what n8n gives itself to wait for what still runs. */
const STOP_WITHIN_MS = 20_000;

/** What each kind of process prints when it is ready. */
const READY = {
  start: 'Editor is now accessible',
  worker: 'n8n worker is now ready',
  webhook: 'Webhook listener waiting for requests',
};

/** The main process, and in queue mode those beside it. */
export type N8nProcess = keyof typeof READY;

export interface RunningN8n {
  url: string;
  /** Asks n8n to stop, and waits until it has. @throws Error when it does not stop cleanly */
  stop(): Promise<void>;
}

/** @throws Error with what n8n printed, when it ends before it is ready */
export async function startN8n(
  script: string,
  kind: N8nProcess,
  userFolder: string,
  env: NodeJS.ProcessEnv & { N8N_PORT: string },
): Promise<RunningN8n> {
  const server = spawn(process.execPath, [script, kind], { cwd: userFolder, env });
  const exited = once(server, 'exit');
  let printed = '';
  const ready = new Promise<void>((resolve) => {
    const listen = (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes(READY[kind])) resolve();
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
  });
  await Promise.race([
    ready,
    exited.then(() => {
      throw new Error(`n8n ended before it was ready\n${printed}`);
    }),
  ]);

  return {
    url: `http://${LOOPBACK}:${env.N8N_PORT}`,
    async stop() {
      const kill = setTimeout(() => server.kill('SIGKILL'), STOP_WITHIN_MS);
      server.kill('SIGTERM');
      const [code, signal] = await exited;
      clearTimeout(kill);
      // Where expressions were evaluated, isolated-vm crashes now and then while n8n's process ends: its isolate is torn down after
      // the platform is gone. A core showed that stack, and nothing of ours on it.
      const isTornDown = signal === 'SIGSEGV' && /Stopping (n8n|worker)/.test(printed);
      if (code !== 0 && !isTornDown)
        throw new Error(`n8n did not stop cleanly (${signal ?? code})\n${printed}`);
    },
  };
}
