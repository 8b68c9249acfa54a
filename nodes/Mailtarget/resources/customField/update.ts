import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { fieldLocator } from '../../parameters/locators';
import { readId, readText } from '../../parameters/read';

export const description: INodeProperties[] = [
  fieldLocator,
  {
    displayName: 'Name',
    name: 'name',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. First name',
    description: 'What people see',
  },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { fields }: EmailMarketing,
): Promise<object> {
  return await fields.update(readId(this, 'tag', item), { name: readText(this, 'name', item) });
}
