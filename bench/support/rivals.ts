import { existsSync } from 'node:fs';
import { join } from 'node:path';

const SYSTEM_FOLDERS = ['/usr/sbin', '/usr/local/sbin'];

/** A rival's path when it is on this machine; otherwise says, on stderr, what that means for the bench. */
export function findRival(program: string, otherwise: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), ...SYSTEM_FOLDERS];
  const found = folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
  if (!found) console.error(`${program} is not on this machine (Debian has it in postfix): ${otherwise}.`);
  return found;
}
