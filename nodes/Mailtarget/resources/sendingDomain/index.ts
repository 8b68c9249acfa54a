import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { parametersOf } from '../operation';
import { credential } from './dkim';
import * as getAll from './getAll';
import * as remove from './remove';
import * as save from './save';

export const operations = { getAll, remove, save };

/** What messages are signed with. */
export const credentials: INodeCredentialDescription[] = [credential];

export const description: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['sendingDomain'] } },
    options: [
      {
        name: 'Get Many',
        value: 'getAll',
        action: 'Get many sending domains',
        description: 'Get many sending domains without their keys, by name',
      },
      {
        name: 'Remove',
        value: 'remove',
        action: 'Remove a sending domain',
        description: 'Remove what is saved for a domain: its messages are no longer signed here',
      },
      {
        name: 'Save',
        value: 'save',
        action: 'Save a sending domain',
        description: 'Say what goes with messages from a domain: a signature, and where bounces return to',
      },
    ],
    default: 'save',
  },
  ...parametersOf('sendingDomain', operations),
];
