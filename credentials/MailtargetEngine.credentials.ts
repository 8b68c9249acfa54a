import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { limits } from './parameters/limits';

/** Where the campaigns and contacts are kept, and the relay that carries the messages. */
export class MailtargetEngine implements ICredentialType {
  name = 'mailtargetEngine';

  displayName = 'Mailtarget Engine';

  documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-mailtarget';

  icon = {
    light: 'file:../nodes/Mailtarget/mailtarget.svg',
    dark: 'file:../nodes/Mailtarget/mailtarget.dark.svg',
  } as const;

  properties: INodeProperties[] = [
    {
      displayName: 'Database',
      name: 'database',
      type: 'options',
      options: [
        {
          name: 'Embedded',
          value: 'sqlite',
          description: 'A file on the machine that runs n8n. Nothing to install.',
        },
        {
          name: 'Postgres',
          value: 'postgres',
          description: 'A Postgres server. Choose this when n8n runs on several machines or in queue mode.',
        },
      ],
      default: 'sqlite',
      description: 'Where contacts, campaigns and reports are kept',
    },
    {
      displayName: 'Data Folder',
      name: 'dataFolder',
      type: 'string',
      default: '',
      placeholder: 'e.g. /home/node/.n8n/mailtarget',
      displayOptions: { show: { database: ['sqlite'] } },
      description:
        'Folder for the database file. Leave empty for the folder "mailtarget" in n8n\'s own data folder (.n8n).',
    },
    {
      displayName: 'Postgres URL',
      name: 'postgresUrl',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      placeholder: 'e.g. postgres://user:password@db.example.com:5432/mailtarget',
      displayOptions: { show: { database: ['postgres'] } },
      description: 'Address of the database with its user and password',
    },
    {
      displayName: 'Encryption Key',
      name: 'encryptionKey',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      displayOptions: { show: { database: ['sqlite'] } },
      description:
        'Any long phrase. It encrypts the passwords in the database. Leave empty to have a key made and kept in the data folder.',
    },
    {
      displayName: 'Encryption Key',
      name: 'encryptionKey',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      displayOptions: { show: { database: ['postgres'] } },
      description:
        'Any long phrase. It encrypts the passwords in the database; every n8n that uses this database needs the same one.',
    },
    {
      displayName: 'SMTP Host',
      name: 'host',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. smtp.example.com',
      description: 'The relay that carries your messages; your email provider names it',
    },
    {
      displayName: 'SMTP Port',
      name: 'port',
      type: 'number',
      typeOptions: { minValue: 1 },
      default: 587,
      description: 'Usually 587 with STARTTLS and 465 with implicit TLS',
    },
    {
      displayName: 'TLS Mode',
      name: 'tls',
      type: 'options',
      options: [
        {
          name: 'STARTTLS',
          value: 'starttls',
          description: 'Starts plain and must switch to TLS before the login. Usual on port 587.',
        },
        {
          name: 'Implicit TLS',
          value: 'implicit',
          description: 'TLS from the first byte. Usual on port 465.',
        },
        {
          name: 'None',
          value: 'none',
          description: 'No encryption. Only for a relay on the same machine or private network.',
        },
      ],
      default: 'starttls',
      description: 'How the connection to the relay is encrypted',
    },
    {
      displayName: 'Login',
      name: 'login',
      type: 'options',
      options: [
        {
          name: 'Password',
          value: 'password',
          description: 'User and password, or whatever takes its place. Usual.',
        },
        {
          name: 'OAuth2 Access Token',
          value: 'xoauth2',
          description:
            'User and an access token (XOAUTH2). Somebody has to renew the token before it expires.',
        },
      ],
      default: 'password',
      description: 'How to log in to the relay',
    },
    {
      displayName: 'SMTP User',
      name: 'user',
      type: 'string',
      default: '',
      description: 'Leave empty when the relay asks for no login',
    },
    {
      displayName: 'SMTP Password',
      name: 'password',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      description:
        'Password, app password, API key or access token, whatever your email provider gives for SMTP',
    },
    // eslint-disable-next-line @n8n/community-nodes/credential-password-field -- a switch, not a secret
    {
      displayName: 'Allow Unauthorized Certificates',
      name: 'allowUnauthorizedCerts',
      type: 'boolean',
      default: false,
      displayOptions: { hide: { tls: ['none'] } },
      description:
        'Whether to connect even if the certificate of the relay cannot be verified, for example a self-signed one',
    },
    ...limits,
    {
      displayName: 'Default Sender Email',
      name: 'senderEmail',
      type: 'string',
      default: '',
      placeholder: 'e.g. news@example.com',
      description: 'From address of campaigns that name no sender of their own',
    },
    {
      displayName: 'Default Sender Name',
      name: 'senderName',
      type: 'string',
      default: '',
      placeholder: 'e.g. Example News',
      description: 'From name of campaigns that name no sender of their own',
    },
    {
      displayName: 'Unsubscribe Email',
      name: 'unsubscribeEmail',
      type: 'string',
      default: '',
      placeholder: 'e.g. unsubscribe@example.com',
      description:
        'Address that mail programs write to when somebody unsubscribes. Read what arrives there, and set these contacts to unsubscribed. Leave empty for the Reply-To or the sender of the campaign.',
    },
    {
      displayName: 'Public URL',
      name: 'publicUrl',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://mail.example.com',
      description:
        'Where links of messages lead from outside: opens and clicks are counted there, and people unsubscribe. Let it lead to the tracking port below, through a reverse proxy with a certificate; without such a port it is the production URL of a Mailtarget Tracking Trigger. Leave empty to count nothing and to unsubscribe by mail.',
    },
    {
      displayName: 'Tracking Port',
      name: 'trackingPort',
      type: 'number',
      default: 0,
      description:
        'Port on which the engine answers these links, on the machine that runs n8n (in queue mode, its main process). 0 for none, when a Mailtarget Tracking Trigger answers. Keep an engine running with the Mailtarget Engine Trigger.',
    },
    {
      displayName: 'Private Webhook Networks',
      name: 'privateWebhookNetworks',
      type: 'string',
      default: '',
      placeholder: 'e.g. 10.0.0.0/8, 127.0.0.1',
      description:
        'Addresses and networks that are not public, and that webhooks may be sent to all the same; separated by commas. Leave empty to send to public addresses only.',
    },
  ];
}
