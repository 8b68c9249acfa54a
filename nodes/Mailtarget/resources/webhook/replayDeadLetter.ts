import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { webhookLocator } from '../../parameters/locators';
import { readId, readText } from '../../parameters/read';

export const description: INodeProperties[] = [
  webhookLocator,
  {
    displayName: 'Dead Letter ID',
    name: 'deadLetterId',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. 42',
    description: 'Get Dead Letters tells it',
  },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { webhooks }: EmailMarketing,
): Promise<object> {
  await webhooks.replay(readId(this, 'webhookId', item), readText(this, 'deadLetterId', item).trim());
  return { replayed: true };
}
