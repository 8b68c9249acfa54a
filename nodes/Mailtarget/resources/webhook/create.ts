import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { readId, readText } from '../../parameters/read';
import { campaign, events, readEvents, secret, url, webhookDescription } from './fields';

export const description: INodeProperties[] = [
  {
    displayName:
      'The output shows the secret that its requests are signed with, this once. They leave while an engine runs: keep one running with the Mailtarget Engine Trigger.',
    name: 'secretNotice',
    type: 'notice',
    default: '',
  },
  { ...url, required: true },
  { ...events, required: true },
  {
    displayName: 'Additional Fields',
    name: 'additionalFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    options: [
      campaign,
      webhookDescription,
      {
        ...secret,
        description: `${secret.description}. Leave empty to have one made; the output shows it, this once.`,
      },
    ],
  },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { webhooks }: EmailMarketing,
): Promise<object> {
  return await webhooks.create({
    url: readText(this, 'url', item).trim(),
    events: readEvents(this, 'events', item),
    campaignId: readId(this, 'additionalFields.campaignId', item) || null,
    description: readText(this, 'additionalFields.description', item),
    secret: readText(this, 'additionalFields.secret', item) || undefined,
  });
}
