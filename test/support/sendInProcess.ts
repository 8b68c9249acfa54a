import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { EngineOptions } from '../../lib/model';

const REGISTER = join(__dirname, 'register.cjs');
const SENDER = join(__dirname, '../delivery/sender.ts');

const senders = new Set<ChildProcess>();

/** Starts a process that delivers what is launched on the store, until it is killed. */
export function sendInProcess(options: EngineOptions, aheadMs = 0): ChildProcess {
  const args = ['-r', REGISTER, SENDER, JSON.stringify(options), String(aheadMs)];
  const sender = spawn(process.execPath, args, { stdio: 'inherit' });
  senders.add(sender);
  sender.once('exit', () => senders.delete(sender));
  return sender;
}

/** After a test that failed in between. */
export function killSenders(): void {
  for (const sender of senders) sender.kill('SIGKILL');
}
