import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installN8n } from './installN8n';
import { installPackage } from './installPackage';

/** What every n8n of a test run is made of; in the environment, because that is what jest hands to the tests. */
export const N8N_SCRIPT = 'MAILTARGET_E2E_N8N';
export const NODES_FOLDER = 'MAILTARGET_E2E_NODES';

/** Installs n8n and the package once, before the first test. */
export default async function prepare(): Promise<void> {
  process.env[N8N_SCRIPT] = await installN8n();
  const folder = await mkdtemp(join(tmpdir(), 'mailtarget-e2e-nodes-'));
  try {
    await installPackage(folder);
  } catch (error) {
    await rm(folder, { recursive: true });
    throw error;
  }
  process.env[NODES_FOLDER] = folder;
}
