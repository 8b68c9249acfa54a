import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { labelLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';

export const description: INodeProperties[] = [
  { ...labelLocator, description: 'The label that is merged, and then deleted' },
  { ...labelLocator, displayName: 'Into', name: 'intoId', description: 'The label that stays' },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { labels }: EmailMarketing,
): Promise<object> {
  return await labels.merge(readId(this, 'labelId', item), readId(this, 'intoId', item));
}
