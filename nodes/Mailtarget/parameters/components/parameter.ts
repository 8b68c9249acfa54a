import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { contentFields } from './content';
import { footerFields } from './footer';
import { headerFields } from './header';

const TYPES: INodePropertyOptions[] = [
  { name: 'Button', value: 'button' },
  { name: 'Columns', value: 'columns', description: 'Up to four columns, side by side' },
  { name: 'Divider', value: 'divider', description: 'A line across' },
  { name: 'Footer', value: 'footer', description: 'Postal address and unsubscribe link' },
  { name: 'Header', value: 'header', description: 'Logo, title and navigation' },
  { name: 'Image', value: 'image' },
  { name: 'Spacer', value: 'spacer', description: 'Empty space' },
  { name: 'Text', value: 'text' },
];

const CONTENT_TYPES = TYPES.filter(({ value }) =>
  ['button', 'divider', 'image', 'spacer', 'text'].includes(String(value)),
);

const typeField = (options: INodePropertyOptions[]): INodeProperties => ({
  displayName: 'Type',
  name: 'type',
  type: 'options',
  noDataExpression: true,
  required: true,
  options,
  default: 'text',
  description: 'What stands here in the message',
});

/** "Button: Read more", where the editor gives items a title. The type is the first of the properties. */
const ITEM_TITLE = `={{ (({ value, properties }) => {
  const type = properties[0].options.find((option) => option.value === value.type)?.name ?? '';
  const words = String(value.title || value.text || value.alt || value.address || '').replace(/^=|<[^>]*>/g, '').trim();
  return words ? type + ': ' + words.slice(0, 40) : type;
})($collection.item) }}`;

/** A list whose items can be dragged into another order. */
const listOf = (option: string, displayName: string, values: INodeProperties[]) =>
  ({
    type: 'fixedCollection',
    typeOptions: {
      multipleValues: true,
      sortable: true,
      fixedCollection: { itemTitle: ITEM_TITLE },
    },
    default: {},
    options: [{ displayName, name: option, values }],
  }) satisfies Partial<INodeProperties>;

const columns: INodeProperties = {
  displayName: 'Columns',
  name: 'columns',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true, sortable: true },
  placeholder: 'Add Column',
  default: {},
  description: 'Side by side; one below the other where the screen is narrow',
  displayOptions: { show: { type: ['columns'] } },
  options: [
    {
      displayName: 'Column',
      name: 'column',
      values: [
        {
          displayName: 'Contents',
          name: 'contents',
          ...listOf('component', 'Component', [typeField(CONTENT_TYPES), ...contentFields]),
          placeholder: 'Add to Column',
          description: 'What stands in this column, from top to bottom',
        },
      ],
    },
  ],
};

export const components: INodeProperties = {
  displayName: 'Components',
  name: 'components',
  ...listOf('component', 'Component', [
    typeField(TYPES),
    ...headerFields,
    ...contentFields,
    columns,
    ...footerFields,
  ]),
  placeholder: 'Add Component',
  description:
    'The body from top to bottom; drag components into another order. Texts and URLs take contact variables such as {{first_name}}.',
};
