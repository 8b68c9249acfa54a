import type { INodeProperties } from 'n8n-workflow';
import { parametersOf } from '../operation';
import * as add from './add';
import * as getAll from './getAll';
import * as importCsv from './importCsv';
import * as remove from './remove';

export const operations = { add, getAll, importCsv, remove };

export const description: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['suppression'] } },
    options: [
      {
        name: 'Add',
        value: 'add',
        action: 'Add an address to the suppression list',
        description: 'Never mail this address again, whatever the status of its contact',
      },
      {
        name: 'Get Many',
        value: 'getAll',
        action: 'Get many suppressions',
        description: 'Get many addresses that are never mailed, newest first',
      },
      {
        name: 'Import From CSV',
        value: 'importCsv',
        action: 'Import suppressions from a CSV file',
        description: 'Add the addresses of a CSV file to the suppression list',
      },
      {
        name: 'Remove',
        value: 'remove',
        action: 'Remove an address from the suppression list',
        description: 'Let the address be mailed again, if its contact is active',
      },
    ],
    default: 'add',
  },
  ...parametersOf('suppression', operations),
];
