import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';

/** What a reader makes of a message. */
export interface Read {
  subject: string;
  from: Mailbox;
  to: Mailbox;
  html: string;
  text: string;
  attachments: { fileName: string; type: string; contentId: string | null; content: Buffer }[];
}
interface Mailbox {
  name: string;
  address: string;
}

export const READERS = { mailparser: readWithMailparser, 'postal-mime': readWithPostalMime };

async function readWithMailparser(message: Buffer): Promise<Read> {
  const mail = await simpleParser(message, { keepCidLinks: true, skipTextToHtml: true });
  const [from, to] = [mail.from, mail.to].map((list) => [list].flat()[0]!.value[0]!);
  return {
    subject: mail.subject ?? '',
    from: { name: from!.name, address: from!.address! },
    to: { name: to!.name, address: to!.address! },
    html: lines(mail.html || ''),
    text: lines(mail.text ?? ''),
    attachments: mail.attachments.map(({ filename, contentType, cid, content }) => ({
      fileName: filename!,
      type: contentType,
      contentId: cid ?? null,
      content,
    })),
  };
}

async function readWithPostalMime(message: Buffer): Promise<Read> {
  const mail = await PostalMime.parse(message, { attachmentEncoding: 'arraybuffer' });
  return {
    subject: mail.subject ?? '',
    from: { name: mail.from!.name, address: mail.from!.address! },
    to: { name: mail.to![0]!.name, address: mail.to![0]!.address! },
    html: lines(mail.html ?? ''),
    text: lines(mail.text ?? ''),
    attachments: mail.attachments.map(({ filename, mimeType, contentId, content }) => ({
      fileName: filename!,
      type: mimeType,
      contentId: contentId?.slice(1, -1) ?? null,
      content: Buffer.from(content as ArrayBuffer),
    })),
  };
}

/** Line breaks as \n; readers add one at the end of a text or take one away. */
export const lines = (text: string): string => text.replaceAll(/\r\n|\r/g, '\n').replace(/\n+$/, '');
