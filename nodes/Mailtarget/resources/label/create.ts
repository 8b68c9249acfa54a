import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { readText } from '../../parameters/read';
import { isPublic, labelName } from './fields';

export const description: INodeProperties[] = [
  { ...labelName, required: true },
  {
    displayName: 'Additional Fields',
    name: 'additionalFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    options: [isPublic],
  },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { labels }: EmailMarketing,
): Promise<object> {
  const { public: topic } = this.getNodeParameter('additionalFields', item) as { public?: boolean };
  return await labels.create({ name: readText(this, 'name', item), public: topic });
}
