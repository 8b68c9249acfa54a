import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { contactLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';
import { contactOutput, simplifyParameter } from '../../parameters/simplify';

export const description: INodeProperties[] = [contactLocator, simplifyParameter];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { contacts }: EmailMarketing,
): Promise<object> {
  return contactOutput(this, item, await contacts.get(readId(this, 'contactId', item)));
}
