import type { INodeProperties } from 'n8n-workflow';
import { parametersOf } from '../operation';
import * as create from './create';
import * as remove from './delete';
import * as getAll from './getAll';
import * as update from './update';

export const operations = { create, delete: remove, getAll, update };

export const description: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['customField'] } },
    options: [
      {
        name: 'Create',
        value: 'create',
        action: 'Create a custom field',
        description: 'Create a field that every contact can have a value of',
      },
      {
        name: 'Delete',
        value: 'delete',
        action: 'Delete a custom field',
        description: 'Delete a field for good, with the values of all contacts',
      },
      {
        name: 'Get Many',
        value: 'getAll',
        action: 'Get many custom fields',
        description: 'Get many custom fields with their types, by tag',
      },
      {
        name: 'Update',
        value: 'update',
        action: 'Update a custom field',
        description: 'Change the name of a field; its tag and type stay',
      },
    ],
    default: 'create',
  },
  ...parametersOf('customField', operations),
];
