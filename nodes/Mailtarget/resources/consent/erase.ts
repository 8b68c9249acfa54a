import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { contactLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';

export const description: INodeProperties[] = [
  {
    ...contactLocator,
    description:
      'The person to erase, for good: there is no way back. Only a hash of the address stays, which keeps them from being added again.',
  },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { consent }: EmailMarketing,
): Promise<object> {
  await consent.erase(readId(this, 'contactId', item));
  return { deleted: true };
}
