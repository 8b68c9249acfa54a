import { simpleParser } from 'mailparser';
import { prepareBinaryData } from 'n8n-core';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

/** The item of n8n's Email Trigger (IMAP), version 2.2, with its Format set to Resolved (n8n-nodes-base: EmailReadImap/v2/utils.ts). */
export async function resolvedItem(mail: string): Promise<INodeExecutionData> {
  const { attachments, headerLines, ...parsed } = await simpleParser(mail);
  const binaries = await Promise.all(
    attachments.map(async ({ content, filename, contentType }, i) => [
      `attachment_${i}`,
      await prepareBinaryData(content, 'run', 'workflow', filename, contentType),
    ]),
  );
  const headers = Object.fromEntries(headerLines.map(({ key, line }) => [key, line]));
  const json = JSON.parse(JSON.stringify({ ...parsed, headers })) as IDataObject;
  return { json, binary: Object.fromEntries(binaries) };
}

/** The same with RAW: the mail without its headers. */
export const rawItem = (mail: string): INodeExecutionData => ({
  json: { raw: mail.slice(mail.indexOf('\r\n\r\n') + 4) },
});
