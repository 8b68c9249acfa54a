import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { BulkFilter, ContactFilter, ContactStatus, EmailMarketing } from '../../../lib/model';
import { toLabelIds, toSegmentIds } from '../ids';
import { contactStatus } from './contact';
import { labelLocator, optional, segmentLocator } from './locators';
import { readId } from './read';

/** Which contacts; what is added combines with AND. */
export const contactFilters: INodeProperties = {
  displayName: 'Filters',
  name: 'filters',
  type: 'collection',
  placeholder: 'Add Filter',
  default: {},
  options: [
    optional(labelLocator, 'Contacts that have this label'),
    {
      displayName: 'Search',
      name: 'search',
      type: 'string',
      default: '',
      placeholder: 'e.g. example.com',
      description: 'Text that the name or the email address contains',
    },
    optional(segmentLocator, 'Contacts that are in this segment'),
    contactStatus,
  ],
};

/** Which contacts a change in bulk is for: nothing chosen is a mistake there, and not everybody. */
export const bulkFilters: INodeProperties[] = [
  {
    displayName: 'All Contacts',
    name: 'allContacts',
    type: 'boolean',
    default: false,
    description: 'Whether to change every contact, instead of those that match the filters',
  },
  { ...contactFilters, displayOptions: { show: { allContacts: [false] } } },
];

export async function readContactFilter(
  context: IExecuteFunctions,
  item: number,
  mailtarget: EmailMarketing,
): Promise<ContactFilter> {
  const { search, status } = context.getNodeParameter('filters', item, {}) as {
    search?: string;
    status?: ContactStatus;
  };
  const id = (name: string) => [readId(context, `filters.${name}`, item)].filter((text) => text !== '');
  const [labelId] = await toLabelIds(mailtarget, id('labelId'));
  const [segmentId] = await toSegmentIds(mailtarget, id('segmentId'));
  return { search: search || undefined, status, labelId, segmentId };
}

export async function readBulkFilter(
  context: IExecuteFunctions,
  item: number,
  mailtarget: EmailMarketing,
): Promise<BulkFilter> {
  if (context.getNodeParameter('allContacts', item)) return { all: true };
  return await readContactFilter(context, item, mailtarget);
}
