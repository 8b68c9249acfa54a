/** Launches a campaign or has a link answered, and exits in the middle of that, as n8n does. */
import { holdEngine } from '../../lib/host';
import type { EngineOptions } from '../../lib/model';
import { eventually } from '../support/eventually';

export interface BeforeExit {
  options: EngineOptions;
  /** Of a campaign with more than a hundred recipients. */
  send?: string;
  follow?: string;
}

async function main(): Promise<void> {
  const { options, send, follow } = JSON.parse(process.argv[2]!) as BeforeExit;
  const { api, track } = await holdEngine(options, 'guest');
  if (send !== undefined) {
    await api.campaigns.send(send);
    await eventually(async () => (await api.campaigns.progress(send)).sent >= 100);
  }
  if (follow !== undefined) {
    await track({ method: 'GET', path: follow, headers: { 'user-agent': 'Firefox' }, body: '', ip: null });
  }
  process.exit();
}

void main();
