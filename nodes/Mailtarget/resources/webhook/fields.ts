import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EventType } from '../../../../lib/model';
import { EVENT_TYPE_OPTIONS } from '../../parameters/eventTypes';
import { campaignLocator, optional } from '../../parameters/locators';
import { readList } from '../../parameters/read';

export const url: INodeProperties = {
  displayName: 'URL',
  name: 'url',
  type: 'string',
  default: '',
  placeholder: 'e.g. https://example.com/hooks/mailtarget',
  description: 'Where the events are sent, as JSON by POST',
};

export const events: INodeProperties = {
  displayName: 'Events',
  name: 'events',
  type: 'multiOptions',
  options: EVENT_TYPE_OPTIONS,
  default: [],
  description: 'What the webhook is told of',
};

export const campaign = optional(
  campaignLocator,
  'Only events of this campaign. Leave empty for those of all campaigns.',
);

export const webhookDescription: INodeProperties = {
  displayName: 'Description',
  name: 'description',
  type: 'string',
  default: '',
  placeholder: 'e.g. Clicks for the CRM',
  description: 'What the webhook is for, to find it by',
};

export const secret: INodeProperties = {
  displayName: 'Secret',
  name: 'secret',
  type: 'string',
  typeOptions: { password: true },
  default: '',
  placeholder: 'e.g. whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  description:
    'What the signature is made with, as Standard Webhooks have it: whsec_ and 24 to 64 bytes in base64',
};

export const readEvents = (context: IExecuteFunctions, path: string, item: number): EventType[] =>
  readList(context, path, item) as EventType[];
