import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { type EmailMarketing, MAX_MAIL_MB } from '../../../../lib/model';
import { mailFile, mailInput, mailText, readMail } from './mailInput';

export const description: INodeProperties[] = [mailInput, mailText, mailFile];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { events }: EmailMarketing,
): Promise<object> {
  const mail = await readMail(this, item, MAX_MAIL_MB * 1024 * 1024);
  return await events.ingestMail({ raw: mail.toString('base64') });
}
