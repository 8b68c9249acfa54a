import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ComponentInput } from '../../../lib/model';
import { components, readComponents } from './components';
import { body } from './content';
import { templateLocator } from './locators';
import { readId } from './read';
import { readTemplate } from './template';

const bodyType: INodeProperties = {
  displayName: 'Body Type',
  name: 'bodyType',
  type: 'options',
  noDataExpression: true,
  options: [
    {
      name: 'Components',
      value: 'components',
      description: 'A body put together from text, images, buttons and columns',
    },
    { name: 'HTML', value: 'html', description: 'A body in your own HTML' },
  ],
  // Workflows made before there was a choice have none.
  default: 'html',
  description: 'How the body of the message is given',
};

/** HTML or components. */
export const templateBody: INodeProperties[] = [
  bodyType,
  { ...body, required: true, displayOptions: { show: { bodyType: ['html'] } } },
  { ...components, required: true, displayOptions: { show: { bodyType: ['components'] } } },
];

/** HTML, components or a template. */
export const campaignBody: INodeProperties[] = [
  {
    ...bodyType,
    options: [
      ...bodyType.options!,
      { name: 'Template', value: 'template', description: 'The body of a template that is stored already' },
    ],
  },
  ...templateBody.slice(1),
  { ...templateLocator, displayOptions: { show: { bodyType: ['template'] } } },
];

interface Body {
  body?: string;
  components?: ComponentInput[];
  templateId?: string;
}

export function readBody(context: IExecuteFunctions, item: number): Body {
  switch (context.getNodeParameter('bodyType', item)) {
    case 'components':
      return { components: readComponents(context, 'components', item) };
    case 'template':
      return { templateId: readId(context, 'templateId', item) };
    default:
      return { body: readTemplate(context, 'body', item) };
  }
}
