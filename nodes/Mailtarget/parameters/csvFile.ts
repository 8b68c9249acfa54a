import type { IBinaryData, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ImportOptions } from '../../../lib/model';
import { importing } from '../progress';
import { readText } from './read';

export const inputFile: INodeProperties = {
  displayName: 'Input Binary Field',
  name: 'binaryPropertyName',
  type: 'string',
  default: 'data',
  required: true,
  placeholder: 'e.g. data',
  hint: 'The name of the input binary field that holds the CSV file',
};

export const rejectedFile: INodeProperties = {
  displayName: 'Rejected File Field',
  name: 'rejectedPropertyName',
  type: 'string',
  default: 'rejected',
  required: true,
  placeholder: 'e.g. rejected',
  hint: 'The name of the output binary field to put the rejected rows in',
  description:
    'Where rows were rejected, they come out as a CSV file with the reasons, to mend and import again',
};

export const delimiter: INodeProperties = {
  displayName: 'Delimiter',
  name: 'delimiter',
  type: 'options',
  options: [
    { name: 'Comma', value: ',' },
    { name: 'Detect', value: '', description: 'Whichever the first row has most of' },
    { name: 'Pipe', value: '|' },
    { name: 'Semicolon', value: ';' },
    { name: 'Tab', value: '\t' },
  ],
  default: '',
  description: 'What separates the cells',
};

export const encoding: INodeProperties = {
  displayName: 'Encoding',
  name: 'encoding',
  type: 'options',
  options: [
    { name: 'UTF-16', value: 'utf-16le' },
    { name: 'UTF-8', value: 'utf-8' },
    { name: 'Windows-1252 (Latin-1)', value: 'windows-1252' },
  ],
  default: 'utf-8',
  description: 'How the letters are written. A file in another encoding is refused.',
};

export const readFileOptions = (
  context: IExecuteFunctions,
  item: number,
): Pick<ImportOptions, 'delimiter' | 'encoding'> => ({
  delimiter: (readText(context, 'options.delimiter', item) || undefined) as ImportOptions['delimiter'],
  encoding: (readText(context, 'options.encoding', item) || undefined) as ImportOptions['encoding'],
});

/** A file that n8n keeps on disk is streamed; one that it keeps in memory has no id and is there already. */
export async function readFile(
  context: IExecuteFunctions,
  item: number,
): Promise<ReadableStream<Uint8Array>> {
  const field = readText(context, 'binaryPropertyName', item);
  const { id } = context.helpers.assertBinaryData(item, field);
  if (id) {
    const { fileSize } = await context.helpers.getBinaryMetadata(id);
    const stream = await context.helpers.getBinaryStream(id);
    return importing(context, ReadableStream.from<Uint8Array>(stream), fileSize);
  }
  const bytes = await context.helpers.getBinaryDataBuffer(item, field);
  return importing(context, ReadableStream.from<Uint8Array>([bytes]), bytes.length);
}

/** The field of the output item with the rejected rows, when there are any. */
export async function writeRejected(
  context: IExecuteFunctions,
  item: number,
  csv: string | null,
): Promise<Record<string, IBinaryData> | undefined> {
  if (csv === null) return undefined;
  const file = await context.helpers.prepareBinaryData(Buffer.from(csv), 'rejected.csv', 'text/csv');
  return { [readText(context, 'rejectedPropertyName', item)]: file };
}
