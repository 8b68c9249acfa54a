/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a stream of Node is what n8n takes a large file as */
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { contactFilters, readContactFilter } from '../../parameters/contactFilter';
import { readText } from '../../parameters/read';

export const description: INodeProperties[] = [
  contactFilters,
  {
    displayName: 'Put Output File in Field',
    name: 'binaryPropertyName',
    type: 'string',
    default: 'data',
    required: true,
    placeholder: 'e.g. data',
    hint: 'The name of the output binary field to put the file in',
    description: 'A CSV file in UTF-8, with the columns that Import From CSV takes',
  },
];

export const returnsItems = true;

export async function execute(
  this: IExecuteFunctions,
  item: number,
  mailtarget: EmailMarketing,
): Promise<INodeExecutionData> {
  const filter = await readContactFilter(this, item, mailtarget);
  const csv = Readable.fromWeb((await mailtarget.contacts.export(filter)) as WebStream);
  const file = await this.helpers.prepareBinaryData(csv, 'contacts.csv', 'text/csv');
  return { json: {}, binary: { [readText(this, 'binaryPropertyName', item)]: file } };
}
