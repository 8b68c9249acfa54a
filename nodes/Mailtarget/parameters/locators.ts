import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

// eslint-disable-next-line n8n-nodes-base/node-param-default-missing -- a mode has none
const by = (what: string, example: string): INodePropertyMode => ({
  displayName: `By ${what}`,
  name: what.toLowerCase(),
  type: 'string',
  placeholder: `e.g. ${example}`,
});
const BY_ID = by('ID', '42');
const BY_EMAIL = by('Email', 'name@example.com');
const BY_TAG = by('Tag', 'first_name');

export const campaignLocator = locator('Campaign', 'campaignId', 'searchCampaigns', [BY_ID]);
export const categoryLocator = locator('Category', 'categoryId', 'searchCategories', [BY_ID]);
export const contactLocator = locator('Contact', 'contactId', 'searchContacts', [BY_EMAIL, BY_ID]);
export const fieldLocator = locator('Custom Field', 'tag', 'searchFields', [BY_TAG]);
export const labelLocator = locator('Label', 'labelId', 'searchLabels', [BY_ID]);
export const segmentLocator = locator('Segment', 'segmentId', 'searchSegments', [BY_ID]);
export const sendingDomainLocator = locator('Sending Domain', 'sendingDomain', 'searchSendingDomains', [
  by('Name', 'example.com'),
]);
export const templateLocator = locator('Template', 'templateId', 'searchTemplates', [BY_ID]);
export const transportLocator = locator('Transport', 'transportId', 'searchTransports', [by('ID', 'backup')]);
export const webhookLocator = locator('Webhook', 'webhookId', 'searchWebhooks', [BY_ID]);

/** n8n asks for what is required in a collection even where it was not added. */
export const optional = (property: INodeProperties, description: string): INodeProperties => ({
  ...property,
  required: false,
  description,
});

/** A choice from a list, or by what names the thing. */
function locator(
  displayName: string,
  name: string,
  searchListMethod: string,
  others: INodePropertyMode[],
): INodeProperties {
  return {
    displayName,
    name,
    type: 'resourceLocator',
    default: { mode: 'list', value: '' },
    required: true,
    description: `The ${displayName.toLowerCase()} to work with`,
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        typeOptions: { searchListMethod, searchable: true },
      },
      ...others,
    ],
  };
}
