import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from './run';

const N8N_VERSION = '2.40.7';

/**
 * Finds n8n in the user's cache, or installs it there, which takes some minutes and 2.8 GB.
 * @returns the script to start n8n with
 */
export async function installN8n(): Promise<string> {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folder = join(cache, 'n8n-nodes-mailtarget', `n8n-${N8N_VERSION}`);
  if (!existsSync(folder)) await installInto(folder);
  return join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
}

/** The folder gets its name only when it is whole, so that an install that was cut is never taken for a good one. */
async function installInto(folder: string): Promise<void> {
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  await writeFile(join(partial, 'package.json'), '{"private":true}');
  // Without --ignore-scripts a native dependency fails to build that these tests never load; sqlite3 they do need.
  await run('npm', ['install', `n8n@${N8N_VERSION}`, '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: partial,
  });
  await run('npx', ['--no-install', 'node-gyp', 'rebuild'], {
    cwd: join(partial, 'node_modules', 'sqlite3'),
  });
  await run(process.execPath, ['-e', 'require("sqlite3")'], { cwd: partial });
  await rename(partial, folder);
}
