import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { DeliveryStatus, EmailMarketing } from '../../../../lib/model';
import { listUpTo } from '../../listUpTo';
import { limitParameters, readLimit } from '../../parameters/limit';
import { campaignLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';

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
        displayName: 'Status',
        name: 'status',
        type: 'options',
        options: [
          { name: 'Bounced', value: 'bounced', description: 'Refused for good' },
          { name: 'Failed', value: 'failed', description: 'Could not be made or handed over' },
          { name: 'Pending', value: 'pending', description: 'Waits for its turn, or to be tried again' },
          { name: 'Sending', value: 'sending', description: 'On its way to the transport' },
          { name: 'Sent', value: 'sent', description: 'Taken by the transport' },
          { name: 'Skipped', value: 'skipped', description: 'Not sent to, as they left or it was stopped' },
        ],
        default: 'bounced',
        description: 'What became of the message',
      },
    ],
  },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { campaigns }: EmailMarketing,
): Promise<object[]> {
  const { status } = this.getNodeParameter('filters', item) as { status?: DeliveryStatus };
  const id = readId(this, 'campaignId', item);
  return await listUpTo(readLimit(this, item), (page) => campaigns.deliveries(id, { ...page, status }));
}
