import type { INodeProperties, ITriggerFunctions } from 'n8n-workflow';
import type { EventType } from '../../lib/model';

/** Not an event of the log: told when the engine has taken up its work. */
export const ENGINE_STARTED = 'engineStarted';
export type Chosen = EventType | typeof ENGINE_STARTED;

const DEFAULT_BATCH = 100;

const OPTIONS: { name: string; value: Chosen; description: string }[] = [
  { name: 'Bounce', value: 'bounce', description: 'A message was refused for good' },
  { name: 'Campaign Cancelled', value: 'cancelled', description: 'A schedule was cancelled' },
  { name: 'Campaign Launched', value: 'launched', description: 'A campaign left draft or its schedule' },
  {
    name: 'Campaign Paused',
    value: 'paused',
    description: 'By hand, or because too much bounced or too many complained',
  },
  { name: 'Campaign Resumed', value: 'resumed', description: 'A paused campaign goes on' },
  {
    name: 'Campaign Returned to Draft',
    value: 'returned_to_draft',
    description: 'A scheduled campaign could not be launched',
  },
  { name: 'Campaign Scheduled', value: 'scheduled', description: 'A time for the launch was set' },
  { name: 'Campaign Sent', value: 'sent', description: 'Nothing of a campaign is open any more' },
  { name: 'Campaign Stopped', value: 'stopped', description: 'The rest of a campaign was skipped' },
  { name: 'Click', value: 'click', description: 'A link was clicked' },
  { name: 'Complaint', value: 'complaint', description: 'Somebody marked a message as spam' },
  { name: 'Delivery', value: 'delivery', description: "The recipient's server accepted a message" },
  {
    name: 'Engine Started',
    value: ENGINE_STARTED,
    description: 'The engine has taken up its work: which campaigns are scheduled, being sent, and paused',
  },
  { name: 'Open', value: 'open', description: 'A message was opened, as far as one can tell' },
  {
    name: 'Out-of-Band Bounce',
    value: 'out_of_band',
    description: 'A failure that was reported by mail after the message had been accepted',
  },
  {
    name: 'Soft Bounce',
    value: 'soft_bounce',
    description: 'A message was refused for now until retries were used up',
  },
  { name: 'Unsubscribe', value: 'unsubscribe', description: 'Somebody left' },
];

export const EVENT_PARAMETERS: INodeProperties[] = [
  {
    displayName: 'Events',
    name: 'events',
    type: 'multiOptions',
    options: OPTIONS,
    default: [ENGINE_STARTED],
    required: true,
    description: 'What starts the workflow. Each event is an item, and comes once.',
  },
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
        displayName: 'Events per Execution',
        name: 'eventsPerExecution',
        type: 'number',
        typeOptions: { minValue: 1, maxValue: 1000 },
        default: DEFAULT_BATCH,
        description: 'How many events, at most, one execution of the workflow gets',
      },
    ],
  },
];

export interface Choice {
  events: readonly Chosen[];
  campaignId: string | undefined;
  limit: number;
}

export function readChoice(context: ITriggerFunctions): Choice {
  const events = context.getNodeParameter('events', [ENGINE_STARTED]) as Chosen[];
  const { campaignId, eventsPerExecution = DEFAULT_BATCH } = context.getNodeParameter('options', {}) as {
    campaignId?: string;
    eventsPerExecution?: number;
  };
  return { events, campaignId: campaignId || undefined, limit: Number(eventsPerExecution) };
}

/** Those of the log. */
export const typesOf = ({ events }: Choice): EventType[] =>
  events.filter((event) => event !== ENGINE_STARTED);
