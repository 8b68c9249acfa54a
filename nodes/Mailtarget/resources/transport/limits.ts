import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { TransportInput } from '../../../../lib/model';
import { readList, readNumber } from '../../parameters/read';
import { domainLimits, readDomainLimits } from './domainLimits';
import { readWarmUp, warmUp } from './warmUp';

type Limits = Pick<
  TransportInput,
  | 'weight'
  | 'senderDomains'
  | 'messagesPerSecond'
  | 'messagesPerHour'
  | 'messagesPerDay'
  | 'maxConnections'
  | 'warmUp'
  | 'domainLimits'
>;

/** Which messages a transport gets, and how fast. */
export const limits: INodeProperties = {
  displayName: 'Additional Fields',
  name: 'additionalFields',
  type: 'collection',
  placeholder: 'Add Field',
  default: {},
  description: 'What is not added here has its default, also where the transport had something else before',
  options: [
    {
      displayName: 'Connections',
      name: 'maxConnections',
      type: 'number',
      typeOptions: { minValue: 1, maxValue: 100 },
      default: 5,
      description: 'How many connections may be open at the same time',
    },
    domainLimits,
    {
      displayName: 'Messages in Flight',
      name: 'messagesInFlight',
      type: 'number',
      typeOptions: { minValue: 1, maxValue: 20 },
      default: 5,
      displayOptions: { show: { '/type': ['smtp'] } },
      description:
        'How many messages on one connection may wait for an answer. Each of them may arrive twice when the connection is lost.',
    },
    {
      displayName: 'Messages per Day',
      name: 'messagesPerDay',
      type: 'number',
      typeOptions: { minValue: 0 },
      default: 0,
      description: 'How many messages may leave within any 24 hours; 0 for no limit',
    },
    {
      displayName: 'Messages per Hour',
      name: 'messagesPerHour',
      type: 'number',
      typeOptions: { minValue: 0 },
      default: 0,
      description: 'How many messages may leave within any 60 minutes; 0 for no limit',
    },
    {
      displayName: 'Messages per Second',
      name: 'messagesPerSecond',
      type: 'number',
      typeOptions: { minValue: 0.01, numberPrecision: 2 },
      default: 10,
      description: 'How fast campaigns leave. Stay below the limit of your email provider.',
    },
    {
      displayName: 'Sender Domains',
      name: 'senderDomains',
      type: 'string',
      default: '',
      placeholder: 'e.g. example.com, example.org',
      description:
        'Separated by commas. Messages from these domains, and from domains below them, leave through this transport, and no others do. Leave empty for messages from all domains that no transport names.',
    },
    warmUp,
    {
      displayName: 'Weight',
      name: 'weight',
      type: 'number',
      typeOptions: { minValue: 0, numberPrecision: 2 },
      default: 1,
      description:
        'Its part of the messages that several transports may carry. Without one, its messages per second count; with 0 it stands by until none of the others can send.',
    },
  ],
};

export function readLimits(context: IExecuteFunctions, item: number): Limits {
  const number = (name: string) => readNumber(context, `additionalFields.${name}`, item);
  return {
    weight: number('weight'),
    senderDomains: readList(context, 'additionalFields.senderDomains', item),
    messagesPerSecond: number('messagesPerSecond'),
    messagesPerHour: volume(number('messagesPerHour')),
    messagesPerDay: volume(number('messagesPerDay')),
    maxConnections: number('maxConnections'),
    warmUp: readWarmUp(context, item),
    domainLimits: readDomainLimits(context, item),
  };
}

const volume = (messages: number | undefined): number | null | undefined =>
  messages === 0 ? null : messages;
