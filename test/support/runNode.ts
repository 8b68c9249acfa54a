import { execFile } from 'node:child_process';
import { join } from 'node:path';

const REGISTER = join(__dirname, 'register.cjs');

export interface Finished {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a TypeScript program in a process of its own until it ends, however it ends. */
export function runNode(args: string[], cwd: string): Promise<Finished> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['-r', REGISTER, ...args], { cwd }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}
