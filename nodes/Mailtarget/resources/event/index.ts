import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { parametersOf } from '../operation';
import * as getAll from './getAll';
import * as ingestMail from './ingestMail';
import * as ingestProvider from './ingestProvider';
import { CREDENTIAL } from './providerSecret';

export const operations = { getAll, ingestMail, ingestProvider };

/** What the webhook of a provider is checked with. */
export const credentials: INodeCredentialDescription[] = [
  {
    name: CREDENTIAL,
    required: true,
    displayOptions: { show: { resource: ['event'], operation: ['ingestProvider'] } },
  },
];

export const description: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['event'] } },
    options: [
      {
        name: 'Get Many',
        value: 'getAll',
        action: 'Get many events',
        description: 'Get what happened to campaigns, their messages and their recipients',
      },
      {
        name: 'Ingest Bounce Mail',
        value: 'ingestMail',
        action: 'Ingest a bounce mail',
        description: 'Take up what a mail to the bounce mailbox reports: a bounce, a complaint, or nothing',
      },
      {
        name: 'Ingest Provider Webhook',
        value: 'ingestProvider',
        action: 'Ingest a provider webhook',
        description:
          'Check the signature of a webhook of Amazon SES, Mailgun, Mailtarget, Postmark or SendGrid, and take up what it reports',
      },
    ],
    default: 'getAll',
  },
  ...parametersOf('event', operations),
];
