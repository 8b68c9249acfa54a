import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { contactLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';

export const description: INodeProperties[] = [contactLocator];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { consent }: EmailMarketing,
): Promise<object[]> {
  return await consent.topics(readId(this, 'contactId', item));
}
