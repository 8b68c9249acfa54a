import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { segmentLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';

export const description: INodeProperties[] = [segmentLocator];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { segments }: EmailMarketing,
): Promise<object> {
  return await segments.get(readId(this, 'segmentId', item));
}
