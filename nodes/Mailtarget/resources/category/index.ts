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
    displayOptions: { show: { resource: ['category'] } },
    options: [
      {
        name: 'Create',
        value: 'create',
        action: 'Create a category',
        description: 'Create a category, to group campaigns for segments and reports',
      },
      {
        name: 'Delete',
        value: 'delete',
        action: 'Delete a category',
        description: 'Delete a category that no campaign and no segment has',
      },
      {
        name: 'Get Many',
        value: 'getAll',
        action: 'Get many categories',
        description: 'Get many categories, by name',
      },
      {
        name: 'Update',
        value: 'update',
        action: 'Update a category',
        description: 'Rename a category',
      },
    ],
    default: 'create',
  },
  ...parametersOf('category', operations),
];
