import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { contactLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';

export const description: INodeProperties[] = [
  {
    ...contactLocator,
    description: 'Whose data to get; by email also for an address that is only on the suppression list',
  },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { consent }: EmailMarketing,
): Promise<object> {
  return await consent.personalData(readId(this, 'contactId', item));
}
