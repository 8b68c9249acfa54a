import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { readText } from '../../parameters/read';

export const description: INodeProperties[] = [
  {
    displayName: 'Input Binary Field',
    name: 'binaryPropertyName',
    type: 'string',
    default: 'data',
    required: true,
    placeholder: 'e.g. data',
    hint: 'The name of the input binary field that holds the CSV file',
    description:
      'The file needs a header row with the column email. The columns name, status and labels (separated by ;) are known; every other column becomes a custom field.',
  },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { contacts }: EmailMarketing,
): Promise<object> {
  const field = readText(this, 'binaryPropertyName', item);
  return await contacts.import(await readBinary(this, field, item));
}

/** A file that n8n keeps on disk is streamed; one that it keeps in memory has no id and is there already. */
async function readBinary(
  context: IExecuteFunctions,
  field: string,
  item: number,
): Promise<ReadableStream<Uint8Array>> {
  const { id } = context.helpers.assertBinaryData(item, field);
  if (id) return ReadableStream.from<Uint8Array>(await context.helpers.getBinaryStream(id));
  return ReadableStream.from([await context.helpers.getBinaryDataBuffer(item, field)]);
}
