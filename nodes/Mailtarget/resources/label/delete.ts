import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { labelLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';

export const description: INodeProperties[] = [labelLocator];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { labels }: EmailMarketing,
): Promise<object> {
  await labels.delete(readId(this, 'labelId', item));
  return { deleted: true };
}
