import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { fieldLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';

export const description: INodeProperties[] = [fieldLocator];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { fields }: EmailMarketing,
): Promise<object> {
  await fields.delete(readId(this, 'tag', item));
  return { deleted: true };
}
