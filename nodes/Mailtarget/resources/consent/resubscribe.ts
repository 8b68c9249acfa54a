import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { contactLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';
import { contactOutput, simplifyParameter } from '../../parameters/simplify';
import { readSource, sourceOption } from './source';

export const description: INodeProperties[] = [contactLocator, sourceOption, simplifyParameter];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { consent }: EmailMarketing,
): Promise<object> {
  const contact = await consent.resubscribe(readId(this, 'contactId', item), readSource(this, item));
  return contactOutput(this, item, contact);
}
