import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { campaignLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';

export const description: INodeProperties[] = [campaignLocator];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { campaigns }: EmailMarketing,
): Promise<object> {
  return campaigns.progress(readId(this, 'campaignId', item));
}
