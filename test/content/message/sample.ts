import { compileMessage, type MessageOptions } from '../../../lib/content/message/compileMessage';
import {
  compileTransmission,
  type TransmissionOptions,
} from '../../../lib/content/message/compileTransmission';
import type { Recipient } from '../../../lib/content/message/headerValues';
import type { Program, Scope } from '../../../lib/content/program';

/** A campaign's. */
type Options = Extract<MessageOptions, { listId: string }> & Partial<TransmissionOptions>;

interface Sample {
  subject: Program;
  html: Program;
  text: Program;
  contentIds: ReadonlySet<string>;
  options: Partial<Options>;
  recipient: Partial<Omit<Recipient, 'scope'>>;
  scope: Partial<Scope>;
}

const OPTIONS: Options = {
  from: { name: 'Lantern Street', address: 'letters@lantern.example' },
  replyTo: null,
  listId: 'campaigns.lantern.example',
  feedbackId: '17:1:campaign:lantern',
  oneClick: false,
  attachments: [],
};
const PARTS = { subject: ['News'], html: ['<p>Hi</p>'], text: ['Hi'], contentIds: new Set<string>() };
const RECIPIENT = {
  messageId: '<17.4.x@lantern.example>',
  to: { name: 'Ana', address: 'ana@example.com' },
  date: Date.UTC(2026, 10, 23, 4, 5, 6, 789),
};
const SCOPE: Scope = { variables: {}, token: 'tkn', unsubscribeUrl: 'https://mail.lantern.example/u/tkn' };

/** One finished message; what is left out is ordinary. */
export function fillSample({ options, recipient, scope, ...parts }: Partial<Sample>): Buffer {
  const message = compileMessage({ ...PARTS, ...parts }, { ...OPTIONS, ...options });
  return Buffer.concat(message.fill({ ...RECIPIENT, ...recipient, scope: { ...SCOPE, ...scope } }));
}

/** The same as the body of a request. */
export function fillTransmission({ options, recipient, scope, ...parts }: Partial<Sample>): Buffer[] {
  const tracking = { opens: true, clicks: true };
  const message = compileTransmission({ ...PARTS, ...parts }, { ...OPTIONS, tracking, ...options });
  return message.fill({ ...RECIPIENT, ...recipient, scope: { ...SCOPE, ...scope } });
}

/** The header lines as they are, by name; a folded one has its line breaks. */
export function rawHeaders(message: Buffer): Map<string, string> {
  const block = message.toString('latin1').split('\r\n\r\n', 1)[0]!;
  const fields = block.split(/\r\n(?![ \t])/);
  return new Map(fields.map((field) => [field.slice(0, field.indexOf(':')), field]));
}
