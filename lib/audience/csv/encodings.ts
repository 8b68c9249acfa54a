import { isAscii, isUtf8 } from 'node:buffer';
import type { ImportOptions } from '../../model';

export type EncodingName = NonNullable<ImportOptions['encoding']>;

/** How bytes become text; a line break is found before that, in the bytes. */
export interface Encoding {
  readonly name: string;
  /** Bytes that one character takes at least. */
  readonly unit: 1 | 2;
  /** @returns undefined where the bytes are not of this encoding */
  decode(bytes: Buffer): string | undefined;
  /** In which its line breaks are looked for. */
  readonly breaks: 'latin1' | 'utf16le';
}

const UTF_8: Encoding = {
  name: 'UTF-8',
  unit: 1,
  decode: (bytes) => (isUtf8(bytes) ? bytes.toString('utf8') : undefined),
  breaks: 'latin1',
};

const windows1252 = new TextDecoder('windows-1252');
/** Bytes that mean nothing in Windows-1252, as the decoder passes them on. */
const UNDEFINED = /[\u0081\u008d\u008f\u0090\u009d]/;
const WINDOWS_1252: Encoding = {
  ...UTF_8,
  name: 'Windows-1252',
  decode(bytes) {
    const text = windows1252.decode(bytes);
    return UNDEFINED.test(text) ? undefined : text;
  },
};

const UTF_16LE: Encoding = {
  name: 'UTF-16',
  unit: 2,
  decode(bytes) {
    const text = bytes.toString('utf16le');
    return bytes.length % 2 === 0 && text.isWellFormed() ? text : undefined;
  },
  breaks: 'utf16le',
};

const BY_NAME: Record<EncodingName, Encoding> = {
  'utf-8': UTF_8,
  'windows-1252': WINDOWS_1252,
  'utf-16le': UTF_16LE,
};

/** A byte order mark says more than whoever imports the file. */
export function encodingOf(start: Buffer, name: EncodingName): Encoding {
  if (start[0] === 0xff && start[1] === 0xfe) return UTF_16LE;
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return UTF_8;
  return BY_NAME[name];
}

/** What the bytes of whole lines tell of the encoding that they were called. */
export type Look = 'nothing' | 'right' | 'UTF-8 after all';

/** Bytes that were called Windows-1252 and are UTF-8: in any language, nobody writes that by chance. */
export function lookAt(bytes: Buffer, encoding: Encoding): Look {
  if (encoding !== WINDOWS_1252) return 'right';
  if (isAscii(bytes)) return 'nothing';
  return isUtf8(bytes) ? 'UTF-8 after all' : 'right';
}
