import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { readText } from '../../parameters/read';
import { contactOutput, simplifyParameter } from '../../parameters/simplify';
import { readSource, sourceOption } from './source';

export const description: INodeProperties[] = [
  {
    displayName: 'Token',
    name: 'token',
    type: 'string',
    typeOptions: { password: true },
    default: '',
    required: true,
    placeholder: 'e.g. {{ $json.query.token }}',
    description: 'What the confirmation link carries as the token of its query',
  },
  sourceOption,
  simplifyParameter,
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { consent }: EmailMarketing,
): Promise<object> {
  const contact = await consent.confirm(readText(this, 'token', item).trim(), readSource(this, item));
  return contactOutput(this, item, contact);
}
