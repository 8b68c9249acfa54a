import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing, Suppression } from '../../../../lib/model';
import { listUpTo } from '../../listUpTo';
import { limitParameters, readLimit } from '../../parameters/limit';
import { reason } from './fields';

export const description: INodeProperties[] = [
  ...limitParameters,
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    options: [
      reason,
      {
        displayName: 'Search',
        name: 'search',
        type: 'string',
        default: '',
        placeholder: 'e.g. example.com',
        description: 'Text that the address contains',
      },
    ],
  },
];

interface Filters {
  search?: string;
  reason?: Suppression['reason'];
}

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { suppressions }: EmailMarketing,
): Promise<object[]> {
  const filters = this.getNodeParameter('filters', item) as Filters;
  return await listUpTo(readLimit(this, item), (page) =>
    suppressions.list({ ...page, search: filters.search || undefined, reason: filters.reason }),
  );
}
