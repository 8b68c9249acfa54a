import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { listUpTo } from '../../listUpTo';
import { limitParameters, readLimit } from '../../parameters/limit';

export const description: INodeProperties[] = [
  ...limitParameters,
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    options: [
      {
        displayName: 'Search',
        name: 'search',
        type: 'string',
        default: '',
        placeholder: 'e.g. digest',
        description: 'Text that the name contains',
      },
    ],
  },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { templates }: EmailMarketing,
): Promise<object[]> {
  const { search } = this.getNodeParameter('filters', item) as { search?: string };
  return await listUpTo(readLimit(this, item), (page) =>
    templates.list({ ...page, search: search || undefined }),
  );
}
