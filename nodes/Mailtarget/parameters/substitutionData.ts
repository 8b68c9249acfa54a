import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { MailtargetError, type SubstitutionData } from '../../../lib/model';

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
  const value = context.getNodeParameter(path, item, '') as unknown;
  const data = typeof value === 'string' && value.trim() !== '' ? parse(value, path) : value;
  const isEmpty = !data || Object.keys(data).length === 0;
  return isEmpty ? undefined : (data as SubstitutionData);
}

function parse(json: string, path: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    // eslint-disable-next-line @n8n/community-nodes/require-node-api-error -- the router makes one of it
    throw new MailtargetError(
      'INVALID_INPUT',
      `This is no JSON (${(error as Error).message}). Write it like {"month": "May"}.`,
      { field: path.split('.').at(-1)! },
    );
  }
}
