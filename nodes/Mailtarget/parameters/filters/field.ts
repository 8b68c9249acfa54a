import type { INodePropertyCollection } from 'n8n-workflow';

/** What is shown depends on the operator, and the operators that are offered on the type of the field. */
export const field: INodePropertyCollection = {
  displayName: 'Contact Field',
  name: 'field',
  // eslint-disable-next-line n8n-nodes-base/node-param-fixed-collection-type-unsorted-items -- read as a sentence
  values: [
    {
      displayName: 'Field Name or ID',
      name: 'field',
      type: 'options',
      typeOptions: { loadOptionsMethod: 'getFilterFields' },
      default: '',
      description:
        'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
    },
    {
      // eslint-disable-next-line n8n-nodes-base/node-param-display-name-wrong-for-dynamic-options -- fixed words, not records
      displayName: 'Operator',
      name: 'operator',
      type: 'options',
      typeOptions: { loadOptionsMethod: 'getFieldOperators', loadOptionsDependsOn: ['&field'] },
      default: 'equals',
      // eslint-disable-next-line n8n-nodes-base/node-param-description-wrong-for-dynamic-options -- as above
      description: 'How the field is compared. A negative one also matches contacts without a value.',
    },
    {
      displayName: 'Value',
      name: 'value',
      type: 'string',
      default: '',
      displayOptions: { hide: { operator: ['between', 'is_empty', 'is_not_empty'] } },
      description:
        'Text, a number such as 12.5, a date such as 2026-01-31, or true or false, as the field has it',
    },
    {
      displayName: 'From',
      name: 'from',
      type: 'string',
      default: '',
      displayOptions: { show: { operator: ['between'] } },
      description: 'The lowest number or the earliest date that matches',
    },
    {
      displayName: 'To',
      name: 'to',
      type: 'string',
      default: '',
      displayOptions: { show: { operator: ['between'] } },
      description: 'The highest number or the latest date that matches',
    },
  ],
};
