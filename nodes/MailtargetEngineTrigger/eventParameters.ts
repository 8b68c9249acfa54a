import type { INodeProperties, ITriggerFunctions } from 'n8n-workflow';
import type { EventType } from '../../lib/model';
import { EVENT_TYPE_OPTIONS } from '../Mailtarget/parameters/eventTypes';

/** Not an event of the log: told when the engine has taken up its work. */
export const ENGINE_STARTED = 'engineStarted';
export type Chosen = EventType | typeof ENGINE_STARTED;

const DEFAULT_BATCH = 100;

const STARTED = {
  name: 'Engine Started',
  value: ENGINE_STARTED,
  description: 'The engine has taken up its work: which campaigns are scheduled, being sent, and paused',
};

export const EVENT_PARAMETERS: INodeProperties[] = [
  {
    displayName: 'Events',
    name: 'events',
    type: 'multiOptions',
    options: [...EVENT_TYPE_OPTIONS, STARTED].sort((one, other) => (one.name < other.name ? -1 : 1)),
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
  const { campaignId = '', eventsPerExecution = DEFAULT_BATCH } = context.getNodeParameter('options', {}) as {
    campaignId?: string;
    eventsPerExecution?: number;
  };
  return {
    events,
    campaignId: String(campaignId).trim() || undefined,
    limit: Number(eventsPerExecution),
  };
}

/** Those of the log. */
export const typesOf = ({ events }: Choice): EventType[] =>
  events.filter((event) => event !== ENGINE_STARTED);
