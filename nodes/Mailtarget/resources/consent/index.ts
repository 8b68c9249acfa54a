import type { INodeProperties } from 'n8n-workflow';
import { parametersOf } from '../operation';
import * as chooseTopics from './chooseTopics';
import * as confirm from './confirm';
import * as erase from './erase';
import * as getPersonalData from './getPersonalData';
import * as getTopics from './getTopics';
import * as requestConfirmation from './requestConfirmation';
import * as resubscribe from './resubscribe';
import * as unsubscribe from './unsubscribe';

export const operations = {
  chooseTopics,
  confirm,
  erase,
  getPersonalData,
  getTopics,
  requestConfirmation,
  resubscribe,
  unsubscribe,
};

export const description: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['consent'] } },
    options: [
      {
        name: 'Choose Topics',
        value: 'chooseTopics',
        action: 'Choose the topics of a contact',
        description: 'Give a contact the public labels they chose, and none of the other public ones',
      },
      {
        name: 'Confirm',
        value: 'confirm',
        action: 'Confirm a contact',
        description: 'Make the contact of a confirmation link active',
      },
      {
        name: 'Erase',
        value: 'erase',
        action: 'Erase a person',
        description: 'Delete one person everywhere, for good',
      },
      {
        name: 'Get Personal Data',
        value: 'getPersonalData',
        action: 'Get the personal data of a contact',
        description: 'Get everything that is held on one person',
      },
      {
        name: 'Get Topics',
        value: 'getTopics',
        action: 'Get the topics of a contact',
        description: 'Get the public labels, and which of them the contact has',
      },
      {
        name: 'Request Confirmation',
        value: 'requestConfirmation',
        action: 'Request the confirmation of a contact',
        description: 'Send the message whose link makes a pending or unsubscribed contact active',
      },
      {
        name: 'Resubscribe',
        value: 'resubscribe',
        action: 'Resubscribe a contact',
        description: 'Make a contact active again who asked for it',
      },
      {
        name: 'Unsubscribe',
        value: 'unsubscribe',
        action: 'Unsubscribe a contact',
        description: 'Send nothing more to a contact, also from campaigns that are being sent',
      },
    ],
    default: 'requestConfirmation',
  },
  ...parametersOf('consent', operations),
];
