import type { INodeProperties } from 'n8n-workflow';
import { parametersOf } from '../operation';
import * as create from './create';
import * as remove from './delete';
import * as get from './get';
import * as getAll from './getAll';
import * as update from './update';

export const operations = { create, delete: remove, get, getAll, update };

export const description: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['template'] } },
    options: [
      {
        name: 'Create',
        value: 'create',
        action: 'Create a template',
        description: 'Create a body that campaigns share',
      },
      {
        name: 'Delete',
        value: 'delete',
        action: 'Delete a template',
        description: 'Delete a template that no draft or scheduled campaign has',
      },
      {
        name: 'Get',
        value: 'get',
        action: 'Get a template',
        description: 'Get one template with its body',
      },
      {
        name: 'Get Many',
        value: 'getAll',
        action: 'Get many templates',
        description: 'Get many templates, by name',
      },
      {
        name: 'Update',
        value: 'update',
        action: 'Update a template',
        description: 'Change a template; drafts and scheduled campaigns follow',
      },
    ],
    default: 'create',
  },
  ...parametersOf('template', operations),
];
