import type { INodeProperties } from 'n8n-workflow';

export const categoryName: INodeProperties = {
  displayName: 'Name',
  name: 'name',
  type: 'string',
  default: '',
  required: true,
  placeholder: 'e.g. Newsletters',
  description: 'What the category is called; no other category has this name',
};
