import type { INodeProperties } from 'n8n-workflow';

export const templateName: INodeProperties = {
  displayName: 'Name',
  name: 'name',
  type: 'string',
  default: '',
  placeholder: 'e.g. Monthly digest',
  description: 'What the template is called in lists; no other template has this name',
};

export const requiredVariables: INodeProperties = {
  displayName: 'Required Variables',
  name: 'requiredVariables',
  type: 'string',
  default: '',
  placeholder: 'e.g. first_name, city',
  description:
    'Names of variables, separated by commas. A campaign is only sent when each recipient has a value for each of them.',
};
