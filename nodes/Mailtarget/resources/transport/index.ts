import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import type { TransportType } from '../../../../lib/model';
import { parametersOf } from '../operation';
import * as check from './check';
import { CREDENTIALS } from './connection';
import * as getAll from './getAll';
import * as remove from './remove';
import * as save from './save';

export const operations = { check, getAll, remove, save };

/**
 * Beside the one that says which engine: what the transport connects with. `hide`, because n8n's editor takes a parameter whose
 * every value is under `show` for part of the credential, and no longer shows it, nor resource and operation.
 */
export const credentials: INodeCredentialDescription[] = [
  credentialOf('smtp', 'transmission'),
  credentialOf('transmission', 'smtp'),
];

function credentialOf(type: TransportType, other: TransportType): INodeCredentialDescription {
  return {
    name: CREDENTIALS[type],
    required: true,
    displayOptions: {
      show: { resource: ['transport'], operation: ['check', 'save'] },
      hide: { type: [other] },
    },
  };
}

export const description: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['transport'] } },
    options: [
      {
        name: 'Check',
        value: 'check',
        action: 'Check a transport',
        description: 'Connect and log in with a credential; nothing is stored or sent',
      },
      {
        name: 'Get Many',
        value: 'getAll',
        action: 'Get many transports',
        description: 'Get many transports without their passwords and keys, by ID',
      },
      {
        name: 'Remove',
        value: 'remove',
        action: 'Remove a transport',
        description: 'Remove a transport; campaigns go on through the others',
      },
      {
        name: 'Save',
        value: 'save',
        action: 'Save a transport',
        description: 'Create a transport, or replace the one that has this ID',
      },
    ],
    default: 'save',
  },
  ...parametersOf('transport', operations),
];
