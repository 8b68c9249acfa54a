import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { TRANSMISSION_URL } from '../lib/model';

/** A message without any content: nothing is sent, and the API says that something is missing to whoever it lets in. */
const REFUSED_FOR_CONTENT = [400, 422];
const otherStatuses = Array.from({ length: 500 }, (_, n) => 100 + n).filter(
  (status) => !REFUSED_FOR_CONTENT.includes(status),
);

/** The key for messages that leave through Mailtarget's Transmission API. */
export class MailtargetTransmission implements ICredentialType {
  name = 'mailtargetTransmission';

  displayName = 'Mailtarget Transmission API';

  documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-mailtarget';

  icon = {
    light: 'file:../nodes/Mailtarget/mailtarget.svg',
    dark: 'file:../nodes/Mailtarget/mailtarget.dark.svg',
  } as const;

  properties: INodeProperties[] = [
    {
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description: 'A key of your Mailtarget account that may send transmissions',
    },
    {
      displayName: 'URL',
      name: 'url',
      type: 'string',
      default: TRANSMISSION_URL,
      required: true,
      description: 'Where the API takes messages',
    },
  ];

  /** Here alone: with `authenticate`, n8n would add "Custom API Call" to every resource of the node. */
  test: ICredentialTestRequest = {
    request: {
      method: 'POST',
      url: '={{ $credentials.url }}',
      headers: {
        Authorization: '=Bearer {{ $credentials.apiKey }}',
        'Content-Type': 'application/json',
      },
      // Of an empty object n8n would make no body at all.
      body: '{}',
      // The key must not travel elsewhere.
      disableFollowRedirect: true,
      ignoreHttpStatusErrors: { ignore: true, except: otherStatuses },
    },
    rules: [
      {
        type: 'responseCode',
        properties: { value: 401, message: 'The API refuses the key. Copy it anew from your account.' },
      },
      {
        type: 'responseCode',
        properties: {
          value: 403,
          message: 'The key may not send transmissions, or not from the IP address of this n8n.',
        },
      },
      {
        type: 'responseCode',
        properties: { value: 404, message: 'There is no Transmission API at this URL.' },
      },
      {
        type: 'responseCode',
        properties: { value: 200, message: 'What answers at this URL is not the Transmission API.' },
      },
    ],
  };
}
