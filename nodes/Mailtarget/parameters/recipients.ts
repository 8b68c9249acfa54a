import type { INodeProperties } from 'n8n-workflow';

export const allContacts: INodeProperties = {
  displayName: 'Send to All Contacts',
  name: 'allContacts',
  type: 'boolean',
  default: false,
  description: 'Whether to send to every active contact, whatever its labels',
};

const side = (
  displayName: string,
  name: string,
  loadOptionsMethod: string,
  hint: string,
): INodeProperties => ({
  displayName,
  name,
  type: 'multiOptions',
  typeOptions: { loadOptionsMethod },
  default: [],
  hint,
  description:
    'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
});

export const includeLabels = side(
  'Include Label Names or IDs',
  'labelIds',
  'getLabels',
  'Contacts with any of these labels receive the campaign',
);

export const includeSegments = side(
  'Include Segment Names or IDs',
  'segmentIds',
  'getSegments',
  'Contacts in any of these segments receive the campaign too',
);

export const excludeLabels = side(
  'Exclude Label Names or IDs',
  'excludeLabelIds',
  'getLabels',
  'Contacts with any of these labels never receive the campaign',
);

export const excludeSegments = side(
  'Exclude Segment Names or IDs',
  'excludeSegmentIds',
  'getSegments',
  'Contacts in any of these segments never receive the campaign',
);
