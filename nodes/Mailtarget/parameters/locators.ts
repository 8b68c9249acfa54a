import type { INodeProperties } from 'n8n-workflow';

export const campaignLocator = locator('campaign', 'searchCampaigns');
export const contactLocator = locator('contact', 'searchContacts', 'or by email');
export const templateLocator = locator('template', 'searchTemplates');

/** A choice from a list, or by what names the thing. */
function locator(thing: string, searchListMethod: string, orByEmail?: 'or by email'): INodeProperties {
  return {
    displayName: thing.charAt(0).toUpperCase() + thing.slice(1),
    name: `${thing}Id`,
    type: 'resourceLocator',
    default: { mode: 'list', value: '' },
    required: true,
    description: `The ${thing} to work with`,
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        typeOptions: { searchListMethod, searchable: true },
      },
      ...(orByEmail
        ? [
            {
              displayName: 'By Email',
              name: 'email',
              type: 'string' as const,
              placeholder: 'e.g. name@example.com',
            },
          ]
        : []),
      { displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 42' },
    ],
  };
}
