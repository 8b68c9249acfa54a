import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { transportLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';
import { refuseDefault } from './refuseDefault';

export const description: INodeProperties[] = [transportLocator];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { settings }: EmailMarketing,
): Promise<object> {
  const id = readId(this, 'transportId', item);
  refuseDefault(id, 'transportId');
  await settings.removeTransport(id);
  return { deleted: true };
}
