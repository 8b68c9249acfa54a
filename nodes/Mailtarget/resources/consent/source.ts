import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ConsentSource } from '../../../../lib/model';
import { readText } from '../../parameters/read';

export const source: INodeProperties = {
  displayName: 'Source',
  name: 'source',
  type: 'string',
  default: '',
  placeholder: 'e.g. Sign-up form on the website',
  description: 'Where this comes from; it is kept on record with the time',
};

export const sourceOption: INodeProperties = {
  displayName: 'Options',
  name: 'options',
  type: 'collection',
  placeholder: 'Add Option',
  default: {},
  options: [source],
};

export const readSource = (context: IExecuteFunctions, item: number): ConsentSource => ({
  source: readText(context, 'options.source', item) || undefined,
});
