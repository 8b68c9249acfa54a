import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { FUNNEL_STATUSES, STATUSES } from '../contact';
import { campaignLocator, categoryLocator, segmentLocator } from '../locators';

const IS_OR_NOT: INodeProperties = {
  displayName: 'Operator',
  name: 'operator',
  type: 'options',
  options: [
    { name: 'Is One Of', value: 'is' },
    { name: 'Is None Of', value: 'is_not' },
  ],
  default: 'is',
  description: 'Whether the contact must have one of these, or none of them',
};

const activity: INodePropertyCollection = {
  displayName: 'Activity',
  name: 'activity',
  values: [
    {
      displayName: 'Activity',
      name: 'activity',
      type: 'options',
      options: [
        { name: 'Last Click', value: 'click' },
        { name: 'Last Open', value: 'open' },
        { name: 'Last Send', value: 'send' },
      ],
      default: 'open',
      description: 'What happened last, in any campaign',
    },
    {
      displayName: 'Operator',
      name: 'operator',
      type: 'options',
      options: [
        { name: 'Ever Happened', value: 'ever' },
        { name: 'Never Happened', value: 'never' },
        { name: 'Was After', value: 'after' },
        { name: 'Was Before', value: 'before' },
        { name: 'Was Not Within the Last Days', value: 'not_within_days' },
        { name: 'Was Within the Last Days', value: 'within_days' },
      ],
      default: 'within_days',
      description: 'When it happened. Not within the last days also means those for whom it never did.',
    },
    {
      displayName: 'Days',
      name: 'days',
      type: 'number',
      typeOptions: { minValue: 1, numberPrecision: 0 },
      default: 30,
      displayOptions: { show: { operator: ['within_days', 'not_within_days'] } },
      description: 'How many days, counted back from whenever the segment is used',
    },
    {
      displayName: 'Date',
      name: 'date',
      type: 'dateTime',
      default: '',
      displayOptions: { show: { operator: ['before', 'after'] } },
      description: 'A time without an offset is taken in the timezone of the workflow',
    },
  ],
};

const campaign: INodePropertyCollection = {
  displayName: 'Campaign or Category',
  name: 'campaign',
  values: [
    {
      displayName: 'Operator',
      name: 'operator',
      type: 'options',
      options: [
        { name: 'Did', value: 'did' },
        { name: 'Did Not', value: 'did_not' },
      ],
      default: 'did',
      description: 'Whether the contact did this, or did not',
    },
    {
      displayName: 'Action',
      name: 'action',
      type: 'options',
      options: [
        { name: 'Click', value: 'click' },
        { name: 'Open', value: 'open' },
        { name: 'Receive', value: 'receive' },
      ],
      default: 'open',
      description: 'What the contact did with the campaign',
    },
    {
      displayName: 'Of',
      name: 'of',
      type: 'options',
      options: [
        { name: 'Any Campaign of a Category', value: 'category' },
        { name: 'Campaign', value: 'campaign' },
      ],
      default: 'campaign',
      description: 'Whether this is about one campaign, or about any of a category',
    },
    { ...campaignLocator, displayOptions: { show: { of: ['campaign'] } } },
    { ...categoryLocator, displayOptions: { show: { of: ['category'] } } },
  ],
};

const funnel: INodePropertyCollection = {
  displayName: 'Funnel Status',
  name: 'funnel',
  values: [
    IS_OR_NOT,
    {
      displayName: 'Funnel Statuses',
      name: 'values',
      type: 'multiOptions',
      options: FUNNEL_STATUSES,
      default: [],
      description: 'How close the contact is',
    },
  ],
};

const label: INodePropertyCollection = {
  displayName: 'Label',
  name: 'label',
  values: [
    {
      displayName: 'Operator',
      name: 'operator',
      type: 'options',
      options: [
        { name: 'Has Any Of', value: 'contains' },
        { name: 'Has None Of', value: 'not_contains' },
      ],
      default: 'contains',
      description: 'Whether the contact must have one of these labels, or none of them',
    },
    {
      displayName: 'Label Names or IDs',
      name: 'labelIds',
      type: 'multiOptions',
      typeOptions: { loadOptionsMethod: 'getLabels' },
      default: [],
      description:
        'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
    },
  ],
};

const segment: INodePropertyCollection = {
  displayName: 'Segment',
  name: 'segment',
  values: [
    {
      displayName: 'Operator',
      name: 'operator',
      type: 'options',
      options: [
        { name: 'Is In', value: 'in' },
        { name: 'Is Not In', value: 'not_in' },
      ],
      default: 'in',
      description: 'Whether the contact must be in this segment, or must not',
    },
    segmentLocator,
  ],
};

const status: INodePropertyCollection = {
  displayName: 'Status',
  name: 'status',
  values: [
    IS_OR_NOT,
    {
      displayName: 'Statuses',
      name: 'values',
      type: 'multiOptions',
      options: STATUSES,
      default: ['active'],
      description: 'Campaigns go to active contacts only, whatever the segment says',
    },
  ],
};

/** Everything but fields and groups, by name. */
export const kinds = { activity, campaign, funnel, label, segment, status };
