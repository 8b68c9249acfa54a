import type { INodeProperties } from 'n8n-workflow';

export const allContacts: INodeProperties = {
  displayName: 'Send to All Contacts',
  name: 'allContacts',
  type: 'boolean',
  default: false,
  description: 'Whether to send to every active contact, whatever its labels',
};

export const includeLabels: INodeProperties = {
  displayName: 'Include Label Names or IDs',
  name: 'labelIds',
  type: 'multiOptions',
  typeOptions: { loadOptionsMethod: 'getLabels' },
  default: [],
  hint: 'Contacts with any of these labels receive the campaign',
  description:
    'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

export const excludeLabels: INodeProperties = {
  displayName: 'Exclude Label Names or IDs',
  name: 'excludeLabelIds',
  type: 'multiOptions',
  typeOptions: { loadOptionsMethod: 'getLabels' },
  default: [],
  hint: 'Contacts with any of these labels never receive the campaign',
  description:
    'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};
