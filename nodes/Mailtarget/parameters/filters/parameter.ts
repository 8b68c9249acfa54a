import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { field } from './field';
import { kinds } from './kinds';

const { activity, campaign, funnel, label, segment, status } = kinds;
const inGroups = [activity, campaign, field, funnel, label, segment, status];

const anyOf: INodePropertyCollection = {
  displayName: 'Any Of (Group)',
  name: 'anyOf',
  values: [
    {
      displayName: 'Filters of the Group',
      name: 'filters',
      type: 'fixedCollection',
      typeOptions: { multipleValues: true, sortable: true },
      placeholder: 'Add Filter to Group',
      default: {},
      description: 'One of these is enough',
      options: inGroups,
    },
  ],
};

/** Filters joined by AND; a group in it is joined by OR. */
export const filters: INodeProperties = {
  displayName: 'Filters',
  name: 'filters',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true, sortable: true },
  placeholder: 'Add Filter',
  default: {},
  description: 'A contact is in the segment when all of these match. In a group, one is enough.',
  options: [activity, anyOf, campaign, field, funnel, label, segment, status],
};

export const filtersJson: INodeProperties = {
  displayName: 'Filters as JSON',
  name: 'filtersJson',
  type: 'json',
  typeOptions: { rows: 8 },
  default: '[]',
  description:
    'Filters as Get returns them, for expressions and for groups in groups. For example [{"type": "field", "field": "age", "operator": "greater_than", "value": 30}].',
};
