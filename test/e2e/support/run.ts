import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execFileAsync = promisify(execFile);

interface RunOptions {
  cwd: string;
  env?: NodeJS.ProcessEnv;
}

/**
 * Runs a program to its end.
 * @returns what it wrote to its standard output
 * @throws Error with the end of what it printed, when it fails
 */
export async function run(program: string, args: string[], options: RunOptions): Promise<string> {
  try {
    const { stdout } = await execFileAsync(program, args, { ...options, maxBuffer: 100_000_000 });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const end = [stdout, stderr].map((printed) => printed.slice(-5000)).join('\n');
    throw new Error(`${program} ${args.join(' ')} failed\n${end}`);
  }
}
