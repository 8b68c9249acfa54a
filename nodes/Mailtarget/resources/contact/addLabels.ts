import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { labelNames } from '../../parameters/contact';
import { contactLocator } from '../../parameters/locators';
import { readId, readList } from '../../parameters/read';
import { contactOutput, simplifyParameter } from '../../parameters/simplify';

export const description: INodeProperties[] = [
  contactLocator,
  { ...labelNames, required: true },
  simplifyParameter,
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { contacts }: EmailMarketing,
): Promise<object> {
  const contact = await contacts.label(readId(this, 'contactId', item), readList(this, 'labels', item));
  return contactOutput(this, item, contact);
}
