import { endOfLine, header, type Headers, readHeaders } from './headers';

/** A part that holds no further ones. A message within the message is one: it is not opened. */
export interface Part {
  /** In lower case: `text/plain`. What stands outside the parts has one of its own. */
  type: string;
  headers: Headers;
  /** As it was sent, each character an octet. */
  body: string;
}

const PREAMBLE_TYPE = 'preamble';
export const PREAMBLE = /^preamble$/;

const MAX_DEPTH = 20;
const MAX_PARTS = 500;

const TYPE = /^[a-z0-9-]{1,50}\/[a-z0-9.+-]{1,80}/i;

/**
 * The parts of a message (RFC 2046), in their order, and its headers. What is nested deeper than 20, and parts after the 500th, are left
 * out. One pass over the lines, however they are nested.
 * @param text each character an octet, its lines ended by a line feed
 */
export function readParts(text: string): { headers: Headers; parts: Part[] } {
  const parts: Part[] = [];
  const open: string[] = [];
  const whole = beginPart(text, 0, open);
  let current: OpenPart | undefined = whole;
  let start = whole.start;
  while (start < text.length && parts.length < MAX_PARTS) {
    const next = endOfLine(text, start) + 1;
    const depth = text.startsWith('--', start) ? depthOf(open, text.slice(start + 2, next).trimEnd()) : -1;
    if (depth === -1) {
      start = next;
      continue;
    }
    if (current) parts.push(endPart(current, text, start));
    const isLast = text.startsWith('--', start + 2 + open[depth]!.length);
    open.length = isLast ? depth : depth + 1;
    current = isLast ? undefined : beginPart(text, next, open);
    start = current?.start ?? next;
  }
  if (current && parts.length < MAX_PARTS) parts.push(endPart(current, text, text.length));
  return { headers: whole.headers, parts };
}

interface OpenPart {
  type: string;
  headers: Headers;
  start: number;
}

function beginPart(text: string, at: number, open: string[]): OpenPart {
  const { headers, bodyStart } = readHeaders(text.slice(at));
  const type = TYPE.exec(header(headers, 'content-type'))?.[0].toLowerCase() ?? 'text/plain';
  const boundary = type.startsWith('multipart/') ? parameter(headers, 'boundary') : '';
  const opens = boundary !== '' && open.length < MAX_DEPTH;
  if (opens) open.push(boundary);
  return { type: opens ? PREAMBLE_TYPE : type, headers, start: at + bodyStart };
}

const endPart = ({ type, headers, start }: OpenPart, text: string, end: number): Part => ({
  type,
  headers,
  body: text.slice(start, end),
});

/** Which of the open boundaries a line is; the innermost first. */
const depthOf = (open: readonly string[], line: string): number =>
  open.findLastIndex((boundary) => line === boundary || line === `${boundary}--`);

/** Of the content type; empty where it has none of that name. */
export function parameter(headers: Headers, name: string): string {
  const found = [...header(headers, 'content-type').matchAll(PARAMETER)].find(
    ([, key]) => key!.toLowerCase() === name,
  );
  return found?.[2] ?? found?.[3] ?? '';
}

const PARAMETER =
  /;[ \t]{0,50}([a-z0-9-]{1,40})[ \t]{0,10}=[ \t]{0,10}(?:"([^"]{1,300})"|([^;"\s]{1,300}))/gi;
