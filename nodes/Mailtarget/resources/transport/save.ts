import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { readText } from '../../parameters/read';
import { connection, readConnection } from './connection';
import { limits, readLimits } from './limits';
import { refuseDefault } from './refuseDefault';

export const description: INodeProperties[] = [
  {
    displayName: 'Transport ID',
    name: 'id',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. backup',
    description:
      'A lower-case word of your own. A transport that has it is replaced, otherwise one is created.',
  },
  ...connection,
  limits,
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { settings }: EmailMarketing,
): Promise<object> {
  const id = readText(this, 'id', item).trim();
  refuseDefault(id, 'id');
  return await settings.setTransport({
    ...(await readConnection(this, item, id)),
    ...readLimits(this, item),
  });
}
