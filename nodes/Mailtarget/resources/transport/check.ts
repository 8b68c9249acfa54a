import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { connection, readConnection } from './connection';

export const description: INodeProperties[] = connection;

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { settings }: EmailMarketing,
): Promise<object> {
  await settings.checkTransport(await readConnection(this, item, 'check'));
  return { ok: true };
}
