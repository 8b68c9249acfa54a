import type { INodeProperties } from 'n8n-workflow';

export const contactStatus: INodeProperties = {
  displayName: 'Status',
  name: 'status',
  type: 'options',
  options: [
    { name: 'Active', value: 'active' },
    { name: 'Hard Bounce', value: 'hard_bounce' },
    { name: 'Pending', value: 'pending' },
    { name: 'Unsubscribed', value: 'unsubscribed' },
  ],
  default: 'active',
  description: 'Only active contacts receive campaigns',
};
