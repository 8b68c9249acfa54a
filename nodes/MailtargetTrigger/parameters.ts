import type { IHookFunctions, INodeProperties, IWebhookFunctions } from 'n8n-workflow';
import { DELIVERY_EVENT_TYPES, type EventType, MailtargetError } from '../../lib/model';
import { EVENT_TYPE_OPTIONS } from '../Mailtarget/parameters/eventTypes';

/** Who calls. */
export type Source = 'cloud' | 'engine';

const whereFrom = (source: Source) => ({ show: { source: [source] } });

const eventsOf = (source: Source, types: readonly string[]): INodeProperties => ({
  displayName: 'Events',
  name: 'events',
  type: 'multiOptions',
  displayOptions: whereFrom(source),
  options: EVENT_TYPE_OPTIONS.filter(({ value }) => types.includes(String(value))),
  default: [],
  required: true,
  description: 'What starts the workflow. Each event is an item, and comes once.',
});

export const PARAMETERS: INodeProperties[] = [
  {
    displayName: 'Source',
    name: 'source',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: 'Mailtarget Cloud',
        value: 'cloud',
        description: 'You enter the URL of this node in the console of Mailtarget',
      },
      {
        name: 'Mailtarget Engine',
        value: 'engine',
        description: 'The campaign engine on its own database; this node enters its URL there by itself',
      },
    ],
    default: 'cloud',
    description: 'Who tells of the events',
  },
  {
    displayName:
      'Enter the production URL of this node as a webhook in the console of Mailtarget. The credential, with Mailtarget as its provider, says how it authenticates there. Executing this step by hand gives a sample; the options have a switch to wait for a real one at the test URL.',
    name: 'cloudNotice',
    type: 'notice',
    default: '',
    displayOptions: whereFrom('cloud'),
  },
  {
    displayName:
      'The engine is told of this node when the workflow is published, and sends to it while it runs: in n8n that takes an active workflow with a Mailtarget Engine Trigger. If the URL of this n8n is in a private network, allow that network in the credential.',
    name: 'engineNotice',
    type: 'notice',
    default: '',
    displayOptions: whereFrom('engine'),
  },
  eventsOf('cloud', DELIVERY_EVENT_TYPES),
  eventsOf(
    'engine',
    EVENT_TYPE_OPTIONS.map(({ value }) => String(value)),
  ),
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [
      {
        displayName: 'Campaign ID',
        name: 'campaignId',
        type: 'string',
        default: '',
        description: 'Only events of this campaign',
      },
      {
        displayName: 'Send Sample When Testing',
        name: 'sendSample',
        type: 'boolean',
        default: true,
        description:
          'Whether a sample of each event is sent when this step is executed by hand. Switch it off to wait for a real one at the test URL.',
      },
    ],
  },
];

export interface Choice {
  source: Source;
  events: readonly EventType[];
  campaignId: string | null;
  withSample: boolean;
}

/** @throws MailtargetError INVALID_INPUT */
export function readChoice(context: IHookFunctions | IWebhookFunctions): Choice {
  const source = context.getNodeParameter('source') as Source;
  const events = context.getNodeParameter('events') as EventType[];
  const { campaignId = '', sendSample = true } = context.getNodeParameter('options', {}) as {
    campaignId?: string;
    sendSample?: boolean;
  };
  if (events.length === 0) {
    throw new MailtargetError('INVALID_INPUT', 'Choose the events that start the workflow.', {
      field: 'events',
    });
  }
  return { source, events, campaignId: String(campaignId).trim() || null, withSample: sendSample };
}
