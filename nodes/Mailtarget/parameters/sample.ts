import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { PreviewInput } from '../../../lib/model';
import { contactLocator } from './locators';
import { readId } from './read';
import { readData } from './substitutionData';

/** Whom a preview or a test is made for. */
export const sampleParameters: INodeProperties[] = [
  {
    ...contactLocator,
    required: false,
    description:
      'The contact whose fields fill the variables. Without one, it is somebody without custom fields.',
  },
  {
    displayName: 'Sample Variables',
    name: 'variables',
    type: 'json',
    default: '{}',
    description:
      'Values for variables, as a JSON object such as {"first_name": "Ada"}. They come before the fields of the contact.',
  },
];

export const readSample = (context: IExecuteFunctions, item: number): PreviewInput => ({
  contact: readId(context, 'contactId', item) || undefined,
  variables: readData(context, 'variables', item),
});
