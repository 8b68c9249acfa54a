import type { INodeProperties } from 'n8n-workflow';
import { parametersOf } from '../operation';
import * as basic from './basic';

export const operations = { basic };

export const description: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['report'] } },
    options: [
      {
        name: 'Get Basic',
        value: 'basic',
        action: 'Get the basic report of a campaign',
        description: 'Get how many messages of a campaign were sent, bounced, failed or skipped',
      },
    ],
    default: 'basic',
  },
  ...parametersOf('report', operations),
];
