/** Values by their field's name in lower case, unfolded, in their order. */
export type Headers = ReadonlyMap<string, readonly string[]>;

export interface Field {
  /** In lower case. */
  name: string;
  value: string;
}

/** Of a stranger's message, so much is read and the rest left out. */
const MAX_FIELDS = 1000;
const MAX_VALUE = 4000;

const FIELD = /^([!-,.-9;-~][!-9;-~]{0,99})[ \t]{0,10}:/;
/** Before each message in an mbox file. */
const MBOX = /^>?From [^:]/;

/** @returns the fields that a text begins with, and where what comes after them begins */
export function readHeaders(text: string): { headers: Headers; bodyStart: number } {
  const fields: Field[] = [];
  let start = MBOX.test(text) ? endOfLine(text, 0) + 1 : 0;
  while (start < text.length) {
    const end = endOfLine(text, start);
    const line = text.slice(start, Math.min(end, start + MAX_VALUE));
    if (line.trim() === '') return { headers: byName(fields), bodyStart: end + 1 };
    // What is no header where one should be: the blank line is missing.
    if (!addLine(fields, line)) break;
    start = end + 1;
  }
  return { headers: byName(fields), bodyStart: start };
}

/** Puts a line of a header to the fields. @returns whether it is one */
export function addLine(fields: Field[], line: string): boolean {
  const last = fields.at(-1);
  const name = FIELD.exec(line)?.[1];
  // The second without the blank that should begin it: `boundary="…"`.
  const continues = /^[ \t]/.test(line) || (name === undefined && last?.value.endsWith(';'));
  if (last && continues) {
    last.value = `${last.value} ${line.trim()}`.slice(0, MAX_VALUE);
    return true;
  }
  if (name === undefined) return false;
  const value = line.slice(line.indexOf(':') + 1).trim();
  if (fields.length < MAX_FIELDS) fields.push({ name: name.toLowerCase(), value });
  return true;
}

export function byName(fields: readonly Field[]): Headers {
  const headers = new Map<string, string[]>();
  for (const { name, value } of fields) {
    const values = headers.get(name);
    if (values) values.push(value);
    else headers.set(name, [value]);
  }
  return headers;
}

/** The first of its name, or an empty text. */
export const header = (headers: Headers, name: string): string => headers.get(name)?.[0] ?? '';

/** Before its line break, or at the end of the text. */
export function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}
