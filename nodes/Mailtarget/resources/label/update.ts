import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { addedFields, readValue } from '../../parameters/added';
import { labelLocator } from '../../parameters/locators';
import { readId, readText } from '../../parameters/read';
import { isPublic, labelName } from './fields';

export const description: INodeProperties[] = [
  labelLocator,
  {
    displayName: 'Update Fields',
    name: 'updateFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    description: 'What is not added here stays as it is',
    options: [labelName, isPublic],
  },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { labels }: EmailMarketing,
): Promise<object> {
  const { given } = addedFields(this, item);
  return await labels.update(readId(this, 'labelId', item), {
    name: given('name', readText),
    public: given('public', readValue) as boolean | undefined,
  });
}
