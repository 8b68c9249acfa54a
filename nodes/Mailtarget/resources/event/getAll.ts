import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import {
  type EmailMarketing,
  type EventListQuery,
  type EventOrder,
  MAX_EVENTS,
  type MailtargetEvent,
} from '../../../../lib/model';
import { EVENT_TYPE_OPTIONS } from '../../parameters/eventTypes';
import { limitParameters, readLimit } from '../../parameters/limit';
import { campaignLocator, contactLocator, optional } from '../../parameters/locators';
import { readId, readList, readText } from '../../parameters/read';
import { eventOutput, simplifyParameter } from '../../parameters/simplify';
import { withOffset } from '../../parameters/time';

export const description: INodeProperties[] = [
  ...limitParameters,
  {
    displayName: 'Order',
    name: 'order',
    type: 'options',
    options: [
      { name: 'Newest First', value: 'newest' },
      { name: 'Oldest First', value: 'oldest' },
    ],
    default: 'newest',
    description: 'Which of the events come first, in the order in which they were recorded',
  },
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    options: [
      optional(campaignLocator, 'Only events of this campaign. Leave empty for those of all campaigns.'),
      optional(contactLocator, 'Only what happened to messages for this contact'),
      {
        displayName: 'From',
        name: 'from',
        type: 'dateTime',
        default: '',
        description:
          'Only what happened at this time or later. A time without an offset is taken in the timezone of the workflow.',
      },
      {
        displayName: 'Types',
        name: 'types',
        type: 'multiOptions',
        options: EVENT_TYPE_OPTIONS,
        default: [],
        description: 'What happened',
      },
      {
        displayName: 'Until',
        name: 'until',
        type: 'dateTime',
        default: '',
        description:
          'Only what happened before this time. A time without an offset is taken in the timezone of the workflow.',
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
  const readTime = (name: string) =>
    readText(this, name, item) === ''
      ? undefined
      : withOffset(this.getNodeParameter(name, item), this.getTimezone());
  const types = readList(this, 'filters.types', item) as EventListQuery['types'];
  const query: EventListQuery = {
    order: this.getNodeParameter('order', item) as EventOrder,
    campaignId: readId(this, 'filters.campaignId', item) || undefined,
    contact: readId(this, 'filters.contactId', item) || undefined,
    types: types?.length ? types : undefined,
    from: readTime('filters.from'),
    until: readTime('filters.until'),
  };
  const found = await eventsUpTo(readLimit(this, item), (part) => events.list({ ...query, ...part }));
  return found.map((event) => eventOutput(this, item, event));
}

/** The first `limit` of them, fetched in parts, some of which may be empty; Infinity for all. */
async function eventsUpTo(
  limit: number,
  fetchPart: (part: Pick<EventListQuery, 'after' | 'limit'>) => ReturnType<EmailMarketing['events']['list']>,
): Promise<MailtargetEvent[]> {
  const found: MailtargetEvent[] = [];
  let after: string | undefined;
  do {
    const { data, next } = await fetchPart({ after, limit: Math.min(limit - found.length, MAX_EVENTS) });
    found.push(...data);
    after = next ?? undefined;
  } while (after !== undefined && found.length < limit);
  return found;
}
