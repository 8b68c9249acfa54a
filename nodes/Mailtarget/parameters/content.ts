import type { INodeProperties } from 'n8n-workflow';

const VARIABLES =
  'Contact variables such as {{first_name}} or {{first_name | default: "there"}} are filled in for each recipient';
const IN_EXPRESSIONS =
  'In an expression, {{ }} with a $ in it is resolved by n8n, all others are contact variables.';

export const subject: INodeProperties = {
  displayName: 'Subject',
  name: 'subject',
  type: 'string',
  default: '',
  placeholder: 'e.g. News for {{name}}',
  description: `Subject line of the message. ${VARIABLES}. ${IN_EXPRESSIONS}`,
};

export const body: INodeProperties = {
  displayName: 'Body',
  name: 'body',
  type: 'string',
  typeOptions: { editor: 'htmlEditor', rows: 8 },
  default: '',
  hint: `${VARIABLES}, also where this editor marks them red`,
  description: `HTML of the message. Styles are inlined, so that mail programs keep them. ${IN_EXPRESSIONS}`,
};

export const senderName: INodeProperties = {
  displayName: 'Sender Name',
  name: 'senderName',
  type: 'string',
  default: '',
  placeholder: 'e.g. Example News',
  description: 'From name of the message',
};

export const senderEmail: INodeProperties = {
  displayName: 'Sender Email',
  name: 'senderEmail',
  type: 'string',
  default: '',
  placeholder: 'e.g. news@example.com',
  description: 'From address of the message',
};

export const bodyText: INodeProperties = {
  displayName: 'Plain Text',
  name: 'bodyText',
  type: 'string',
  typeOptions: { rows: 6 },
  default: '',
  description: 'Text for mail programs that show no HTML. Without it, the text is derived from the body.',
};

export const previewText: INodeProperties = {
  displayName: 'Preview Text',
  name: 'previewText',
  type: 'string',
  default: '',
  placeholder: 'e.g. What is new this month',
  description: 'Line that inboxes show beside the subject',
};

export const replyTo: INodeProperties = {
  displayName: 'Reply-To',
  name: 'replyTo',
  type: 'string',
  default: '',
  placeholder: 'e.g. hello@example.com',
  description: 'Address that answers go to, when it is not the sender',
};
