import type { INodeProperties } from 'n8n-workflow';
import { parametersOf } from '../operation';
import * as cancelSchedule from './cancelSchedule';
import * as countRecipients from './countRecipients';
import * as create from './create';
import * as remove from './delete';
import * as duplicate from './duplicate';
import * as get from './get';
import * as getAll from './getAll';
import * as getDeliveries from './getDeliveries';
import * as getStatus from './getStatus';
import * as lint from './lint';
import * as pause from './pause';
import * as preview from './preview';
import * as resume from './resume';
import * as schedule from './schedule';
import * as send from './send';
import * as sendTest from './sendTest';
import * as stop from './stop';
import * as update from './update';

export const operations = {
  cancelSchedule,
  countRecipients,
  create,
  delete: remove,
  duplicate,
  get,
  getAll,
  getDeliveries,
  getStatus,
  lint,
  pause,
  preview,
  resume,
  schedule,
  send,
  sendTest,
  stop,
  update,
};

export const description: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['campaign'] } },
    options: [
      {
        name: 'Cancel Schedule',
        value: 'cancelSchedule',
        action: 'Cancel the schedule of a campaign',
        description: 'Cancel a scheduled campaign for good, before it launches',
      },
      {
        name: 'Check',
        value: 'lint',
        action: 'Check a campaign',
        description: 'List what keeps the campaign from being sent, and what to look at before',
      },
      {
        name: 'Count Recipients',
        value: 'countRecipients',
        action: 'Count the recipients of a campaign',
        description:
          'Count who would receive the campaign now, and explain who is left out and why, with a sample of ten',
      },
      {
        name: 'Create',
        value: 'create',
        action: 'Create a campaign',
        description: 'Create a draft, to be sent or scheduled later',
      },
      {
        name: 'Delete',
        value: 'delete',
        action: 'Delete a campaign',
        description: 'Delete a draft for good',
      },
      {
        name: 'Duplicate',
        value: 'duplicate',
        action: 'Duplicate a campaign',
        description: 'Create a draft with the content and recipients of another campaign',
      },
      {
        name: 'Get',
        value: 'get',
        action: 'Get a campaign',
        description: 'Get one campaign',
      },
      {
        name: 'Get Deliveries',
        value: 'getDeliveries',
        action: 'Get the deliveries of a campaign',
        description: 'List whom a campaign goes to, what became of each message, and which transport took it',
      },
      {
        name: 'Get Many',
        value: 'getAll',
        action: 'Get many campaigns',
        description: 'Get many campaigns, newest first',
      },
      {
        name: 'Get Status',
        value: 'getStatus',
        action: 'Get the status of a campaign',
        description:
          'Show how far a campaign is, how fast its messages leave, when it will be done, and which transports are at rest',
      },
      {
        name: 'Pause',
        value: 'pause',
        action: 'Pause a campaign',
        description: 'Send no more of a campaign for now',
      },
      {
        name: 'Preview',
        value: 'preview',
        action: 'Preview a campaign',
        description: 'Show the campaign as one recipient would read it',
      },
      {
        name: 'Resume',
        value: 'resume',
        action: 'Resume a campaign',
        description: 'Go on sending a paused campaign',
      },
      {
        name: 'Schedule',
        value: 'schedule',
        action: 'Schedule a campaign',
        description: 'Set or move the time at which the campaign is sent',
      },
      {
        name: 'Send',
        value: 'send',
        action: 'Send a campaign',
        description: 'Send a draft or scheduled campaign now',
      },
      {
        name: 'Send Test',
        value: 'sendTest',
        action: 'Send a test of a campaign',
        description: 'Send the campaign to addresses of your own, outside all counts',
      },
      {
        name: 'Stop',
        value: 'stop',
        action: 'Stop a campaign',
        description:
          'End a campaign that is being sent or paused. Whoever has not got it is skipped, and the report says so.',
      },
      {
        name: 'Update',
        value: 'update',
        action: 'Update a campaign',
        description: 'Change a draft or scheduled campaign',
      },
    ],
    default: 'create',
  },
  ...parametersOf('campaign', operations),
];
