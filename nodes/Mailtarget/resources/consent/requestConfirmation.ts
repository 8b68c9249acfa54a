import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { contactLocator } from '../../parameters/locators';
import { body, replyTo, senderEmail, senderName, subject } from '../../parameters/content';
import { readId, readText } from '../../parameters/read';
import { readTemplate } from '../../parameters/template';
import { source } from './source';

export const description: INodeProperties[] = [
  contactLocator,
  {
    displayName: 'Confirmation Page',
    name: 'confirmUrl',
    type: 'string',
    default: '',
    placeholder: 'e.g. https://n8n.example.com/webhook/confirm',
    hint: 'The production URL of a Webhook node whose workflow passes the token of the query on to Confirm',
    description: 'Where the link leads to. Without one, the public URL of the settings has such a page.',
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add Option',
    default: {},
    options: [
      {
        ...body,
        hint: '',
        description: 'HTML of the message. It needs {{confirm_url}}, the link that confirms.',
      },
      replyTo,
      senderEmail,
      { ...senderName, description: 'From name of the message, beside a sender email' },
      source,
      {
        ...subject,
        placeholder: 'e.g. Please confirm your subscription',
        description: 'Subject line of the message',
      },
    ],
  },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { consent }: EmailMarketing,
): Promise<object> {
  const text = (name: string) => readText(this, `options.${name}`, item) || undefined;
  const email = text('senderEmail');
  return await consent.requestConfirmation(readId(this, 'contactId', item), {
    confirmUrl: readText(this, 'confirmUrl', item) || undefined,
    subject: readTemplate(this, 'options.subject', item) || undefined,
    body: readTemplate(this, 'options.body', item) || undefined,
    sender: email === undefined ? undefined : { email, name: text('senderName') },
    replyTo: text('replyTo'),
    source: text('source'),
  });
}
