import type { INodeProperties } from 'n8n-workflow';
import { align, fieldsOf, url } from './field';

const text: INodeProperties = {
  displayName: 'Text',
  name: 'text',
  type: 'string',
  typeOptions: { rows: 4 },
  default: '',
  required: true,
  placeholder: 'e.g. Hello {{first_name | default: "there"}}',
  description: 'Text or HTML. In text without tags, an empty line starts a paragraph.',
};

const image: INodeProperties[] = [
  {
    displayName: 'Image URL',
    name: 'src',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. https://www.example.com/photo.jpg',
    description: 'Address of the image, or cid: and the file name of an attachment',
  },
  {
    displayName: 'Alt Text',
    name: 'alt',
    type: 'string',
    default: '',
    placeholder: 'e.g. A bench under a blooming cherry tree',
    description: 'What the image shows, for those who do not see it. Empty for mere decoration.',
  },
];

const width: INodeProperties = {
  displayName: 'Width',
  name: 'width',
  type: 'number',
  typeOptions: { minValue: 1, maxValue: 600 },
  default: 600,
  description: 'Width in pixels; the message is 600 wide',
};

const button: INodeProperties[] = [
  {
    displayName: 'Label',
    name: 'text',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. Read more',
    description: 'Words on the button',
  },
  { ...url, required: true },
];

const color = (displayName: string, name: string, byDefault: string): INodeProperties => ({
  displayName,
  name,
  type: 'color',
  default: byDefault,
  description: 'Color as in #1a73e8',
});

const height: INodeProperties = {
  displayName: 'Height',
  name: 'height',
  type: 'number',
  typeOptions: { minValue: 1, maxValue: 200 },
  default: 24,
  description: 'Height in pixels',
};

/** What can also stand inside a column. */
export const contentFields: INodeProperties[] = [
  ...fieldsOf('text', [text, align('left')]),
  ...fieldsOf('image', image, [align('center'), url, width]),
  ...fieldsOf('button', button, [
    align('center'),
    color('Button Color', 'color', '#1f5fd6'),
    color('Text Color', 'textColor', '#ffffff'),
  ]),
  ...fieldsOf('divider', [color('Color', 'color', '#d9dde3')]),
  ...fieldsOf('spacer', [height]),
];
