import type { INodeProperties } from 'n8n-workflow';
import { fieldsOf, url } from './field';

const links: INodeProperties = {
  displayName: 'Navigation',
  name: 'links',
  type: 'fixedCollection',
  typeOptions: {
    multipleValues: true,
    sortable: true,
    fixedCollection: { itemTitle: '={{ $collection.item.value.text }}' },
  },
  placeholder: 'Add Link',
  default: {},
  description: 'Links in a row below the logo',
  options: [
    {
      displayName: 'Link',
      name: 'link',
      values: [
        {
          displayName: 'Text',
          name: 'text',
          type: 'string',
          default: '',
          required: true,
          description: 'Words of the link',
        },
        { ...url, displayName: 'URL', required: true },
      ],
    },
  ],
};

const shown: INodeProperties[] = [
  {
    displayName: 'Title',
    name: 'title',
    type: 'string',
    default: '',
    placeholder: 'e.g. Example News',
    description: 'Name at the top of the message, below the logo if there is one',
  },
  {
    displayName: 'Logo URL',
    name: 'logoUrl',
    type: 'string',
    default: '',
    placeholder: 'e.g. https://www.example.com/logo.png',
    description: 'Address of the logo, or cid: and the file name of an attachment',
  },
];

const options: INodeProperties[] = [
  { ...url, description: 'Address that a click on logo or title leads to' },
  {
    displayName: 'Logo Alt Text',
    name: 'logoAlt',
    type: 'string',
    default: '',
    placeholder: 'e.g. Example News',
    description: 'Text for those who do not see the logo',
  },
  {
    displayName: 'Logo Width',
    name: 'logoWidth',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 600 },
    default: 160,
    description: 'Width in pixels; the message is 600 wide',
  },
  links,
];

export const headerFields = fieldsOf('header', shown, options);
