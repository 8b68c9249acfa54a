import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { SubstitutionData } from '../../../lib/model';
import { readJson } from './json';

export const substitutionData: INodeProperties = {
  displayName: 'Substitution Data',
  name: 'substitutionData',
  type: 'json',
  default: '{}',
  description:
    'Values for variables that are not fields of a contact, as a JSON object such as {"month": "May"}',
};

/** What a send or a schedule brings along. */
export const sendOptions: INodeProperties = {
  displayName: 'Options',
  name: 'options',
  type: 'collection',
  placeholder: 'Add Option',
  default: {},
  options: [
    {
      ...substitutionData,
      description:
        'Values for variables of this send, as a JSON object. They come before the fields of the contact.',
    },
  ],
};

/** @returns undefined where nothing is filled in */
export function readData(
  context: IExecuteFunctions,
  path: string,
  item: number,
): SubstitutionData | undefined {
  const data = readJson(context, path, item, '{"month": "May"}');
  const isEmpty = !data || Object.keys(data).length === 0;
  return isEmpty ? undefined : (data as SubstitutionData);
}
