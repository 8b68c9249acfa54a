import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MailReport, readMailReport } from '../../../lib/events/mail';
import {
  isReadable,
  rebuildMail,
  resolvedHeaders,
} from '../../../nodes/Mailtarget/resources/event/resolvedMail';
import { withBoundary } from '../../../nodes/Mailtarget/resources/event/withBoundary';
import { rawItem, resolvedItem } from '../../support/imapTrigger';

const folder = join(__dirname, '../../corpus/bounces');
const mails = readdirSync(folder)
  .filter((name) => name.endsWith('.eml'))
  .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll(/\r?\n/g, '\r\n'));

/** What is reported, and of whom. */
const said = (report: MailReport) => {
  if (report.kind === 'none') return [];
  return report.kind === 'bounce' ? report.failures.map(({ recipient }) => recipient) : [report.recipient];
};
const read = (mail: Buffer | string) => {
  const report = readMailReport(Buffer.from(mail));
  return JSON.stringify([report.kind, said(report)]);
};

async function rebuilt(mail: string): Promise<Buffer> {
  const { json, binary = {} } = await resolvedItem(mail);
  const parts = Object.values(binary)
    .filter(({ mimeType }) => isReadable(mimeType))
    .map(({ mimeType, data }) => ({ type: mimeType, content: Buffer.from(data, 'base64') }));
  return rebuildMail(resolvedHeaders(json['headers']), (json['text'] as string | undefined) ?? '', parts);
}

test('a mail that the IMAP trigger has resolved says the same as before, but for few', async () => {
  const resolved = await Promise.all(mails.map(rebuilt));
  const same = mails.filter((mail, i) => read(resolved[i]!) === read(mail));
  expect(same.length / mails.length).toBeGreaterThanOrEqual(0.95);
});

test('without its headers a mail of parts says what the standard has in its parts', () => {
  const standard = mails.filter((mail) =>
    /^content-type: message\/(?:delivery-status|feedback-report)/im.test(mail),
  );
  expect(standard.length).toBeGreaterThan(20);
  for (const mail of standard) {
    expect(read(withBoundary(rawItem(mail).json['raw'] as string))).toBe(read(mail));
  }
});

test('a mail with its headers is left as it is', () => {
  for (const mail of mails) expect(withBoundary(mail)).toBe(mail);
});
