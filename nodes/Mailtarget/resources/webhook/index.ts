import type { INodeProperties } from 'n8n-workflow';
import { parametersOf } from '../operation';
import * as create from './create';
import * as remove from './delete';
import * as get from './get';
import * as getAll from './getAll';
import * as getDeadLetters from './getDeadLetters';
import * as replayDeadLetter from './replayDeadLetter';
import * as sendTest from './sendTest';
import * as update from './update';

export const operations = {
  create,
  delete: remove,
  get,
  getAll,
  getDeadLetters,
  replayDeadLetter,
  sendTest,
  update,
};

export const description: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['webhook'] } },
    options: [
      {
        name: 'Create',
        value: 'create',
        action: 'Create a webhook',
        description: 'Have another system told of what happens from now on',
      },
      {
        name: 'Delete',
        value: 'delete',
        action: 'Delete a webhook',
        description: 'Delete a webhook, with its dead letters',
      },
      {
        name: 'Get',
        value: 'get',
        action: 'Get a webhook',
        description: 'Get one webhook, with what its endpoint said last if it fails',
      },
      {
        name: 'Get Dead Letters',
        value: 'getDeadLetters',
        action: 'Get the dead letters of a webhook',
        description: 'Get the batches of events that the endpoint did not take within a day, oldest first',
      },
      {
        name: 'Get Many',
        value: 'getAll',
        action: 'Get many webhooks',
        description: 'Get many webhooks, in the order they were made',
      },
      {
        name: 'Replay Dead Letter',
        value: 'replayDeadLetter',
        action: 'Replay a dead letter of a webhook',
        description: 'Send a batch that was not taken again now; once it is taken it is forgotten',
      },
      {
        name: 'Send Test',
        value: 'sendTest',
        action: 'Send a test to a webhook',
        description: 'Send a sample of each of its events now, marked as a test',
      },
      {
        name: 'Update',
        value: 'update',
        action: 'Update a webhook',
        description: 'Change a webhook, switch it off, or on again',
      },
    ],
    default: 'create',
  },
  ...parametersOf('webhook', operations),
];
