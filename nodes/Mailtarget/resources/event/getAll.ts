import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing, EventType } from '../../../../lib/model';
import { listUpTo } from '../../listUpTo';
import { EVENT_TYPE_OPTIONS } from '../../parameters/eventTypes';
import { limitParameters, readLimit } from '../../parameters/limit';
import { campaignLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';
import { eventOutput, simplifyParameter } from '../../parameters/simplify';

export const description: INodeProperties[] = [
  campaignLocator,
  ...limitParameters,
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    options: [
      {
        displayName: 'Type',
        name: 'type',
        type: 'options',
        options: EVENT_TYPE_OPTIONS,
        default: 'bounce',
        description: 'What happened',
      },
    ],
  },
  simplifyParameter,
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { events }: EmailMarketing,
): Promise<object[]> {
  const campaignId = readId(this, 'campaignId', item);
  const { type } = this.getNodeParameter('filters', item) as { type?: EventType };
  const found = await listUpTo(readLimit(this, item), (page) => events.list({ ...page, campaignId, type }));
  return found.map((event) => eventOutput(this, item, event));
}
