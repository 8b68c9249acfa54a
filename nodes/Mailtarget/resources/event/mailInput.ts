import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { MailtargetError } from '../../../../lib/model';
import { readText } from '../../parameters/read';
import { isReadable, type ReadablePart, rebuildMail, resolvedHeaders } from './resolvedMail';
import { withBoundary } from './withBoundary';

export const mailInput: INodeProperties = {
  displayName: 'Input',
  name: 'input',
  type: 'options',
  noDataExpression: true,
  options: [
    { name: 'File', value: 'file', description: 'A binary field that holds the whole mail' },
    {
      name: 'Resolved Mail',
      value: 'resolved',
      description: 'The item of Email Trigger (IMAP), with its Format set to Resolved',
    },
    {
      name: 'Text',
      value: 'text',
      description:
        'The whole mail as text, or what Email Trigger (IMAP) has of it with its Format set to RAW',
    },
  ],
  default: 'resolved',
  description:
    'Where the mail is. RAW lacks the headers of the mail, by which most bounces are recognised and matched; Resolved has them.',
};

export const mailText: INodeProperties = {
  displayName: 'Mail',
  name: 'mail',
  type: 'string',
  default: '={{ $json.raw }}',
  required: true,
  displayOptions: { show: { input: ['text'] } },
  description: 'The mail as it came, with its headers and not decoded',
};

export const mailFile: INodeProperties = {
  displayName: 'Input Binary Field',
  name: 'binaryPropertyName',
  type: 'string',
  default: 'data',
  required: true,
  placeholder: 'e.g. data',
  displayOptions: { show: { input: ['file'] } },
  hint: 'The name of the input binary field that holds the mail',
  description: 'A file as mail programs save it, usually with the ending .eml',
};

/** The mail of the item, or as many bytes of it. */
export async function readMail(context: IExecuteFunctions, item: number, bytes: number): Promise<Buffer> {
  switch (context.getNodeParameter('input', item)) {
    case 'file':
      return await beginningOf(context, item, readText(context, 'binaryPropertyName', item), bytes);
    case 'text':
      return Buffer.from(withBoundary(textOf(context, item))).subarray(0, bytes);
    default:
      return (await resolvedMail(context, item, bytes)).subarray(0, bytes);
  }
}

function textOf(context: IExecuteFunctions, item: number): string {
  const text = readText(context, 'mail', item);
  if (text.trim() !== '') return text;
  throw refused(
    'There is no mail in this text. Name the field that holds it; of Email Trigger (IMAP) that is "raw", once its Format is set to RAW.',
    'mail',
  );
}

async function resolvedMail(context: IExecuteFunctions, item: number, bytes: number): Promise<Buffer> {
  const { json, binary = {} } = context.getInputData()[item]!;
  const headers = resolvedHeaders(json['headers']);
  if (headers.length === 0) {
    throw refused(
      'The item is no mail as Email Trigger (IMAP) puts it out with its Format set to Resolved. Set that Format, or choose where the mail is.',
      'input',
    );
  }
  const text = typeof json['text'] === 'string' ? json['text'].slice(0, bytes) : '';
  const parts: ReadablePart[] = [];
  let left = bytes - text.length;
  for (const [field, { mimeType }] of Object.entries(binary)) {
    if (left <= 0) break;
    if (!isReadable(mimeType)) continue;
    const content = await beginningOf(context, item, field, left);
    parts.push({ type: mimeType, content });
    left -= content.length;
  }
  return rebuildMail(headers, text, parts);
}

/** What n8n keeps on disk is read no further than needed; what it keeps in memory has no id and is there already. */
async function beginningOf(
  context: IExecuteFunctions,
  item: number,
  field: string,
  bytes: number,
): Promise<Buffer> {
  const { id } = context.helpers.assertBinaryData(item, field);
  if (!id) return (await context.helpers.getBinaryDataBuffer(item, field)).subarray(0, bytes);
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of (await context.helpers.getBinaryStream(id)) as AsyncIterable<Buffer>) {
    pieces.push(piece);
    size += piece.length;
    if (size >= bytes) break;
  }
  return Buffer.concat(pieces).subarray(0, bytes);
}

const refused = (sentence: string, field: string) =>
  new MailtargetError('INVALID_INPUT', sentence, { field });
