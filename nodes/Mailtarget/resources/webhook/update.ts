import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { addedFields, readValue } from '../../parameters/added';
import { webhookLocator } from '../../parameters/locators';
import { readId, readText } from '../../parameters/read';
import { campaign, events, readEvents, secret, url, webhookDescription } from './fields';

export const description: INodeProperties[] = [
  webhookLocator,
  {
    displayName: 'Update Fields',
    name: 'updateFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    description: 'What is not added here stays as it is',
    options: [
      campaign,
      webhookDescription,
      {
        displayName: 'Enabled',
        name: 'enabled',
        type: 'boolean',
        default: true,
        description:
          'Whether events are sent to it. One that is switched on again goes on where it was, so that it misses nothing.',
      },
      events,
      secret,
      url,
    ],
  },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { webhooks }: EmailMarketing,
): Promise<object> {
  const { given, emptied } = addedFields(this, item);
  return await webhooks.update(readId(this, 'webhookId', item), {
    url: given('url', readText)?.trim(),
    events: given('events', readEvents),
    campaignId: emptied('campaignId', readId),
    description: given('description', readText),
    secret: given('secret', readText),
    enabled: given('enabled', readValue) as boolean | undefined,
  });
}
