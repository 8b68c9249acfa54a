import type { INodeProperties } from 'n8n-workflow';
import { parametersOf } from '../operation';
import * as addLabels from './addLabels';
import * as remove from './delete';
import * as exportCsv from './exportCsv';
import * as get from './get';
import * as getAll from './getAll';
import * as importCsv from './importCsv';
import * as removeLabels from './removeLabels';
import * as upsert from './upsert';

export const operations = {
  addLabels,
  delete: remove,
  exportCsv,
  get,
  getAll,
  importCsv,
  removeLabels,
  upsert,
};

export const description: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['contact'] } },
    options: [
      {
        name: 'Add Labels',
        value: 'addLabels',
        action: 'Add labels to a contact',
        description: 'Give labels to one contact; Label > Add to Contacts gives one to many',
      },
      {
        name: 'Create or Update',
        value: 'upsert',
        action: 'Create or update a contact',
        description: 'Create a new record, or update the current one if it already exists (upsert)',
      },
      {
        name: 'Delete',
        value: 'delete',
        action: 'Delete a contact',
        description: 'Delete a contact for good',
      },
      {
        name: 'Export to CSV',
        value: 'exportCsv',
        action: 'Export contacts to a CSV file',
        description: 'Write all contacts, or those that match a filter, into a CSV file',
      },
      {
        name: 'Get',
        value: 'get',
        action: 'Get a contact',
        description: 'Get one contact with its labels and custom fields',
      },
      {
        name: 'Get Many',
        value: 'getAll',
        action: 'Get many contacts',
        description: 'Get many contacts, in the order they were added',
      },
      {
        name: 'Import From CSV',
        value: 'importCsv',
        action: 'Import contacts from a CSV file',
        description: 'Create or update the contacts of a CSV file',
      },
      {
        name: 'Remove Labels',
        value: 'removeLabels',
        action: 'Remove labels from a contact',
        description: 'Take labels away from one contact',
      },
    ],
    default: 'upsert',
  },
  ...parametersOf('contact', operations),
];
