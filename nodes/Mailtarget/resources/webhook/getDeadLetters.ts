import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { listUpTo } from '../../listUpTo';
import { limitParameters, readLimit } from '../../parameters/limit';
import { webhookLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';

export const description: INodeProperties[] = [webhookLocator, ...limitParameters];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { webhooks }: EmailMarketing,
): Promise<object[]> {
  const id = readId(this, 'webhookId', item);
  return await listUpTo(readLimit(this, item), (page) => webhooks.listDeadLetters(id, page));
}
