import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { CampaignStatus, EmailMarketing } from '../../../../lib/model';
import { listUpTo } from '../../listUpTo';
import { limitParameters, readLimit } from '../../parameters/limit';
import { categoryLocator, optional } from '../../parameters/locators';
import { readId } from '../../parameters/read';
import { campaignOutput, simplifyParameter } from '../../parameters/simplify';

export const description: INodeProperties[] = [
  ...limitParameters,
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    options: [
      optional(categoryLocator, 'Campaigns of this category'),
      {
        displayName: 'Search',
        name: 'search',
        type: 'string',
        default: '',
        placeholder: 'e.g. newsletter',
        description: 'Text that the subject contains',
      },
      {
        displayName: 'Status',
        name: 'status',
        type: 'options',
        options: [
          { name: 'Cancelled', value: 'cancelled' },
          { name: 'Draft', value: 'draft' },
          { name: 'Paused', value: 'paused' },
          { name: 'Reported', value: 'reported' },
          { name: 'Scheduled', value: 'scheduled' },
          { name: 'Sending', value: 'sending' },
          { name: 'Sent', value: 'sent' },
        ],
        default: 'draft',
        description: 'Where the campaign is in its life',
      },
    ],
  },
  simplifyParameter,
];

interface Filters {
  search?: string;
  status?: CampaignStatus;
}

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { campaigns }: EmailMarketing,
): Promise<object[]> {
  const { search, status } = this.getNodeParameter('filters', item) as Filters;
  const categoryId = readId(this, 'filters.categoryId', item) || undefined;
  const found = await listUpTo(readLimit(this, item), (page) =>
    campaigns.list({ ...page, search: search || undefined, status, categoryId }),
  );
  return found.map((campaign) => campaignOutput(this, item, campaign));
}
