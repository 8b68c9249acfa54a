import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

export const STATUSES: INodePropertyOptions[] = [
  { name: 'Active', value: 'active' },
  { name: 'Hard Bounce', value: 'hard_bounce' },
  { name: 'Pending', value: 'pending' },
  { name: 'Unsubscribed', value: 'unsubscribed' },
];

export const FUNNEL_STATUSES: INodePropertyOptions[] = [
  { name: 'Aware', value: 'aware' },
  { name: 'Customer', value: 'customer' },
  { name: 'Engaged', value: 'engaged' },
  { name: 'Loyal Customer', value: 'loyal_customer' },
  { name: 'Promoter', value: 'promoter' },
];

export const contactStatus: INodeProperties = {
  displayName: 'Status',
  name: 'status',
  type: 'options',
  options: STATUSES,
  default: 'active',
  description: 'Only active contacts receive campaigns',
};

export const labelNames: INodeProperties = {
  displayName: 'Labels',
  name: 'labels',
  type: 'string',
  default: '',
  placeholder: 'e.g. Customers, Newsletter',
  description: 'Names of labels to add, separated by commas. Labels that do not exist are created.',
};
