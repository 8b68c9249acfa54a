import type { INodeProperties } from 'n8n-workflow';
import { parametersOf } from '../operation';
import * as count from './count';
import * as create from './create';
import * as remove from './delete';
import * as get from './get';
import * as getAll from './getAll';
import * as update from './update';

export const operations = { count, create, delete: remove, get, getAll, update };

export const description: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['segment'] } },
    options: [
      {
        name: 'Count',
        value: 'count',
        action: 'Count a segment',
        description: 'Count who is in a segment and may be mailed, who may not and why, with a sample of ten',
      },
      {
        name: 'Create',
        value: 'create',
        action: 'Create a segment',
        description: 'Create a segment: filters with a name, resolved whenever it is used',
      },
      {
        name: 'Delete',
        value: 'delete',
        action: 'Delete a segment',
        description: 'Delete a segment that no open campaign and no other segment has',
      },
      {
        name: 'Get',
        value: 'get',
        action: 'Get a segment',
        description: 'Get one segment with its filters as JSON',
      },
      {
        name: 'Get Many',
        value: 'getAll',
        action: 'Get many segments',
        description: 'Get many segments, by name',
      },
      {
        name: 'Update',
        value: 'update',
        action: 'Update a segment',
        description: 'Rename a segment, or replace its filters',
      },
    ],
    default: 'create',
  },
  ...parametersOf('segment', operations),
];
