import { isAscii } from 'node:buffer';
import type { Outcome } from '../outcome';
import type { OutgoingMessage } from '../transport';
import { sizeOf, withLastLineEnded } from './content';
import type { Extensions } from './extensions';

/** A message as it goes over one connection, which has its own extensions. */
export interface Letter<Message> {
  message: Message;
  /** Commands, with their line break. */
  mail: string;
  rcpt: string;
  /** Ends with a line break. */
  content: readonly Buffer[];
  size: number;
}

type Failed = Extract<Outcome, { type: 'failed' }>;

/** What would end an address, or begin another command. */
const NOT_IN_ADDRESS = /[\p{Cc}\s<>]/u;

/** @returns why it cannot be sent over this connection, where it cannot */
export function letterOf<Message extends OutgoingMessage>(
  message: Message,
  { size: sizeOffered, maxSize, eightBit, smtpUtf8, dsn }: Extensions,
): Letter<Message> | Failed {
  const { from, to } = message.envelope;
  const strange = [from, to].find((address) => NOT_IN_ADDRESS.test(address)) ?? (to === '' ? to : undefined);
  if (strange !== undefined) return failed(`"${strange}" is no address that a message can be sent with.`);

  const foreign = [from, to].find((address) => !isAscii(Buffer.from(address)));
  if (foreign !== undefined && !smtpUtf8) {
    return failed(
      `The SMTP relay takes no address like ${foreign} (it lacks SMTPUTF8). Use an address in ASCII, or a relay that takes it.`,
    );
  }
  const content = withLastLineEnded(message.content);
  const size = sizeOf(content);
  if (size > maxSize) {
    return failed(
      `The message has ${size} bytes, and the SMTP relay takes ${maxSize}. Make it smaller, its attachments above all.`,
    );
  }
  const parameters = [
    sizeOffered ? ` SIZE=${size}` : '',
    // Headers have UTF-8 in them where an address of theirs does.
    eightBit && !content.every((piece) => isAscii(piece)) ? ' BODY=8BITMIME' : '',
    foreign === undefined ? '' : ' SMTPUTF8',
    // Where a bounce carries the message, its headers are enough.
    dsn ? ' RET=HDRS' : '',
  ];
  return {
    message,
    mail: `MAIL FROM:<${from}>${parameters.join('')}\r\n`,
    rcpt: `RCPT TO:<${to}>${dsn ? ' NOTIFY=FAILURE' : ''}\r\n`,
    content,
    size,
  };
}

const failed = (reason: string): Failed => ({ type: 'failed', reason });
