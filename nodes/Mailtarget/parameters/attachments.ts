import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { AttachmentInput } from '../../../lib/model';
import { readList } from './read';

export const attachments: INodeProperties = {
  displayName: 'Attachments',
  name: 'attachments',
  type: 'string',
  default: '',
  placeholder: 'e.g. data, logo',
  description:
    'Names of the input binary fields whose files travel with the message, separated by commas. The body shows an image where its URL is cid: and the file name, with - for what is no letter, digit or . _ + @ -',
};

export async function readAttachments(
  context: IExecuteFunctions,
  path: string,
  item: number,
): Promise<AttachmentInput[]> {
  const fields = readList(context, path, item);
  return await Promise.all(fields.map((field) => readAttachment(context, field, item)));
}

async function readAttachment(
  context: IExecuteFunctions,
  field: string,
  item: number,
): Promise<AttachmentInput> {
  const { fileName, mimeType } = context.helpers.assertBinaryData(item, field);
  const content = await context.helpers.getBinaryDataBuffer(item, field);
  const filename = fileName || field;
  return {
    filename,
    // Without the parameters that may follow, as in text/csv; charset=utf-8.
    contentType: mimeType.split(';')[0]!.trim() || undefined,
    contentId: filename.replace(/[^\w.+@-]/g, '-').slice(0, 200),
    content: content.toString('base64'),
  };
}
