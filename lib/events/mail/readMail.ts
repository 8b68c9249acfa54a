import { octetsOf, textOf, wordsOf } from './mime/decode';
import { fieldBlocks } from './mime/fieldBlocks';
import { byName, type Field, header, type Headers } from './mime/headers';
import { type Part, PREAMBLE, readParts } from './mime/parts';
import { textOfHtml } from './mime/plainText';
import { splitReturned } from './splitReturned';

/** A mail taken apart: what its sender says, and what of our message came back with it. */
export interface Mail {
  headers: Headers;
  subject: string;
  /** For people, whole. */
  text: string;
  /** Its lines, up to what is for machines or came back. */
  notice: string[];
  /** For machines (RFC 3464, RFC 5965), in parts of their own. */
  fields: Field[][];
  /** The same, or what looks like it, among the words for people. */
  fieldsInText: Field[][];
  /** The headers of the message that came back. */
  returned: Headers | null;
  /** Whole messages within this one, each character an octet. */
  messages: string[];
}

const MAX_LINES = 2000;
const MAX_LINE = 1000;

const MESSAGE = /^message\/(?:rfc822|global|news|partial)$/;
const MESSAGE_HEADERS = /^(?:text|message)\/(?:rfc822|global)-headers?$/;
const FOR_MACHINES = /^message\/(?:(?:global-)?delivery-status|feedback-report)$/;
const FOR_MACHINES_BEGINS = /^(?:reporting-mta|final-recipient|original-recipient|feedback-type):/i;

/** @param text each character an octet, its lines ended by a line feed */
export function readMail(text: string): Mail {
  const { headers, parts } = readParts(text);
  const mislabelled = parts.filter((part) => part.headers !== headers && isMessage(part));
  const ofType = (type: RegExp): Part[] =>
    parts.filter((part) => type.test(part.type) && !mislabelled.includes(part));
  const messages = ofType(MESSAGE);
  const texts = textsForPeople(ofType);
  const { notice, returned } = splitReturned(linesOf(texts));
  const machines = notice.findIndex((line) => FOR_MACHINES_BEGINS.test(line));
  return {
    headers,
    subject: wordsOf(header(headers, 'subject').slice(0, MAX_LINE)),
    text: texts.join('\n').trimStart(),
    notice: machines === -1 ? notice : notice.slice(0, machines),
    fields: fieldBlocks(linesOf(ofType(FOR_MACHINES).map(textOf))),
    fieldsInText: fieldBlocks(notice),
    returned:
      [...[...messages, ...ofType(MESSAGE_HEADERS)].map(textOf), returned.join('\n')]
        .map(headersOf)
        .find(({ size }) => size > 0) ??
      mislabelled[0]?.headers ??
      null,
    messages: messages.map(octetsOf),
  };
}

/** Some forget to say that a part is a message, and to leave a line blank before it. */
const isMessage = ({ headers }: Part): boolean => headers.has('message-id') && headers.has('from');

/** HTML only where there is nothing else, and what stands outside all parts only where there are none. */
function textsForPeople(ofType: (type: RegExp) => Part[]): string[] {
  const plain = ofType(/^text\/(?!html$|rfc822)/).map(textOf);
  const html = ofType(/^text\/html$/).map((part) => textOfHtml(textOf(part)));
  const preamble = ofType(PREAMBLE).map(textOf);
  return [plain, html, preamble].find((texts) => texts.some((text) => text.trim() !== '')) ?? [];
}

const linesOf = (texts: readonly string[]): string[] =>
  texts
    .flatMap((text) => [...text.split('\n'), ''])
    .slice(0, MAX_LINES)
    .map((line) => line.slice(0, MAX_LINE));

/** More forgiving than with a mail itself: servers wrap and cut what they quote. */
const headersOf = (message: string): Headers => byName(fieldBlocks(firstBlock(message))[0]!);

const firstBlock = (message: string): string[] =>
  message
    .trimStart()
    .split(/\n[ \t]*\n/, 1)[0]!
    .split('\n');
