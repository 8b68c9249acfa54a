import { rm } from 'node:fs/promises';
import { NODES_FOLDER } from './prepare';

export default async function cleanUp(): Promise<void> {
  await rm(process.env[NODES_FOLDER]!, { recursive: true });
}
