import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readText } from './read';

/** The one filter of a list of things that are found by a text. */
export const searchFilter = (
  example: string,
  description = 'Text that the name contains',
): INodeProperties => ({
  displayName: 'Filters',
  name: 'filters',
  type: 'collection',
  placeholder: 'Add Filter',
  default: {},
  options: [
    {
      displayName: 'Search',
      name: 'search',
      type: 'string',
      default: '',
      placeholder: `e.g. ${example}`,
      description,
    },
  ],
});

export const readSearch = (context: IExecuteFunctions, item: number): string | undefined =>
  readText(context, 'filters.search', item) || undefined;
