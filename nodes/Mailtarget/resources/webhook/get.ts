import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { webhookLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';

export const description: INodeProperties[] = [webhookLocator];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { webhooks }: EmailMarketing,
): Promise<object> {
  return await webhooks.get(readId(this, 'webhookId', item));
}
