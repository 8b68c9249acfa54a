import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { DomainLimit } from '../../../../lib/model';
import { type ListValue, toList } from '../../parameters/read';

export const domainLimits: INodeProperties = {
  displayName: 'Domain Limits',
  name: 'domainLimits',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Limit',
  default: {},
  description:
    'Limits for recipients of some domains. A relay has some for the large mailbox providers anyway.',
  options: [
    {
      displayName: 'Limit',
      name: 'limit',
      values: [
        {
          displayName: 'Domains',
          name: 'domains',
          type: 'string',
          default: '',
          placeholder: 'e.g. example.com, example.org',
          description: 'Separated by commas; * stands for each domain that no other limit names, for itself',
        },
        {
          displayName: 'Messages per Second',
          name: 'messagesPerSecond',
          type: 'number',
          typeOptions: { minValue: 0.01, numberPrecision: 2 },
          default: 1,
          description: 'How fast messages leave for these domains',
        },
        {
          displayName: 'Connections',
          name: 'maxConnections',
          type: 'number',
          typeOptions: { minValue: 1, maxValue: 100 },
          default: 5,
          description: 'How many connections may carry messages for these domains at the same time',
        },
      ],
    },
  ],
};

interface LimitRow {
  domains: ListValue;
  messagesPerSecond: unknown;
  maxConnections: unknown;
}

export function readDomainLimits(context: IExecuteFunctions, item: number): DomainLimit[] {
  const rows = context.getNodeParameter('additionalFields.domainLimits.limit', item, []) as LimitRow[];
  return rows.map(({ domains, messagesPerSecond, maxConnections }) => ({
    domains: toList(domains),
    messagesPerSecond: Number(messagesPerSecond),
    maxConnections: Number(maxConnections),
  }));
}
