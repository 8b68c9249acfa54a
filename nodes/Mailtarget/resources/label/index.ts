import type { INodeProperties } from 'n8n-workflow';
import { parametersOf } from '../operation';
import * as addTo from './addTo';
import * as create from './create';
import * as remove from './delete';
import * as getAll from './getAll';
import * as merge from './merge';
import * as removeFrom from './removeFrom';
import * as update from './update';

export const operations = { addTo, create, delete: remove, getAll, merge, removeFrom, update };

export const description: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['label'] } },
    options: [
      {
        name: 'Add to Contacts',
        value: 'addTo',
        action: 'Add a label to contacts',
        description: 'Give the label to all contacts that match a filter',
      },
      {
        name: 'Create',
        value: 'create',
        action: 'Create a label',
        description: 'Create a label, or return the one that has this name',
      },
      {
        name: 'Delete',
        value: 'delete',
        action: 'Delete a label',
        description: 'Delete a label that no open campaign and no segment has',
      },
      {
        name: 'Get Many',
        value: 'getAll',
        action: 'Get many labels',
        description: 'Get many labels, by name',
      },
      {
        name: 'Merge',
        value: 'merge',
        action: 'Merge a label into another',
        description: 'Make one label of two: its contacts, campaigns and segments get the other one',
      },
      {
        name: 'Remove From Contacts',
        value: 'removeFrom',
        action: 'Remove a label from contacts',
        description: 'Take the label away from all contacts that match a filter',
      },
      {
        name: 'Update',
        value: 'update',
        action: 'Update a label',
        description: 'Rename a label, or make it public',
      },
    ],
    default: 'create',
  },
  ...parametersOf('label', operations),
];
