import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ContactStatus, EmailMarketing } from '../../../../lib/model';
import { toLabelIds } from '../../labels';
import { listUpTo } from '../../listUpTo';
import { limitParameters, readLimit } from '../../parameters/limit';
import { toList } from '../../parameters/read';
import { contactStatus } from './status';

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
        displayName: 'Label Name or ID',
        name: 'labelId',
        type: 'options',
        typeOptions: { loadOptionsMethod: 'getLabels' },
        default: '',
        description:
          'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
      },
      {
        displayName: 'Search',
        name: 'search',
        type: 'string',
        default: '',
        placeholder: 'e.g. example.com',
        description: 'Text that the name or the email address contains',
      },
      contactStatus,
    ],
  },
];

interface Filters {
  labelId?: string;
  search?: string;
  status?: ContactStatus;
}

export async function execute(
  this: IExecuteFunctions,
  item: number,
  mailtarget: EmailMarketing,
): Promise<object[]> {
  const filters = this.getNodeParameter('filters', item) as Filters;
  const [labelId] = await toLabelIds(mailtarget, toList(filters.labelId));
  return await listUpTo(readLimit(this, item), (page) =>
    mailtarget.contacts.list({
      ...page,
      search: filters.search || undefined,
      status: filters.status,
      labelId,
    }),
  );
}
