import type { INodeProperties } from 'n8n-workflow';

export const email: INodeProperties = {
  displayName: 'Email',
  name: 'email',
  type: 'string',
  default: '',
  required: true,
  placeholder: 'e.g. name@example.com',
  description: 'The address, whether a contact has it or not',
};

export const reason: INodeProperties = {
  displayName: 'Reason',
  name: 'reason',
  type: 'options',
  options: [
    { name: 'Complaint', value: 'complaint' },
    { name: 'Hard Bounce', value: 'hard_bounce' },
    { name: 'Manual', value: 'manual' },
    { name: 'Unsubscribe', value: 'unsubscribe' },
  ],
  default: 'manual',
  description: 'Why the address is never mailed',
};
