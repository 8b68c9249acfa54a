import type { INodeProperties } from 'n8n-workflow';

export const campaignLocator: INodeProperties = {
  displayName: 'Campaign',
  name: 'campaignId',
  type: 'resourceLocator',
  default: { mode: 'list', value: '' },
  required: true,
  description: 'The campaign to work with',
  modes: [
    {
      displayName: 'From List',
      name: 'list',
      type: 'list',
      typeOptions: { searchListMethod: 'searchCampaigns', searchable: true },
    },
    { displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 42' },
  ],
};

export const contactLocator: INodeProperties = {
  displayName: 'Contact',
  name: 'contactId',
  type: 'resourceLocator',
  default: { mode: 'list', value: '' },
  required: true,
  description: 'The contact to work with',
  modes: [
    {
      displayName: 'From List',
      name: 'list',
      type: 'list',
      typeOptions: { searchListMethod: 'searchContacts', searchable: true },
    },
    { displayName: 'By Email', name: 'email', type: 'string', placeholder: 'e.g. name@example.com' },
    { displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 42' },
  ],
};
