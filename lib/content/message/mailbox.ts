import { encodedWords } from './encodedWords';
import { isPlain, MAX_WANTED, oneLine, quoted } from './headerText';

export interface Mailbox {
  name: string;
  address: string;
}

/** RFC 5322 section 3.2.3: words of a name that need no quotation marks. */
const ATOMS = /^[\w!#$%&'*+/=?^`{|}~-]+( [\w!#$%&'*+/=?^`{|}~-]+)*$/;

/** A header of one mailbox, with its line break. */
export function mailboxHeader(header: string, { name, address }: Mailbox): string {
  const label = `${header}: `;
  const bytes = rawUtf8(oneLine(address));
  const phrase = phraseOf(oneLine(name), label.length);
  if (phrase === '') return `${label}${bytes}\r\n`;
  const before = label + phrase;
  const lastLine = before.length - (before.lastIndexOf('\n') + 1);
  const space = lastLine + bytes.length + ' <>'.length <= MAX_WANTED ? ' ' : '\r\n ';
  return `${before}${space}<${bytes}>\r\n`;
}

function phraseOf(name: string, column: number): string {
  if (isPlain(name)) {
    const phrase = name === '' || ATOMS.test(name) ? name : quoted(name);
    if (column + phrase.length <= MAX_WANTED) return phrase;
  }
  return encodedWords(name, column);
}

/**
 * Headers take UTF-8 as it is (RFC 6532), but only in addresses. Messages are put together as strings of one
 * character per byte.
 */
const rawUtf8 = (address: string): string => Buffer.from(address).toString('latin1');
