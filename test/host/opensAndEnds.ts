/** Opens an engine, asks it something, and closes nothing. */
import { openEngine } from '../../lib/host';

async function main(): Promise<void> {
  const api = await openEngine({ database: { type: 'sqlite', folder: process.argv[2]! } });
  const { meta } = await api.labels.list();
  process.stdout.write(`${meta.total} labels\n`);
}

void main();
