import { plainText, type Reply } from '../../model';

/** RFC 3463, and no part of an IP address or a version. */
const STATUS = /(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?!\.?\d)/;
/** A code with its status: `550 5.1.1`, `550-'5.7.1`, `#550 #5.1.1`. */
const CODE_AND_STATUS = /(?<![\d.])([45]\d\d)[ :-]{1,2}[#'"(<]?([45]\.\d{1,3}\.\d{1,3})(?!\.?\d)/;
/** A code where a reply begins, or after the words that announce one. */
const CODE =
  /(?:^|[:;>'"(#[] ?|\], |\b(?:said|error|code|reply|response|status|returned|answered|rejected) )([45]\d\d)(?=[ :;,.)'"-]|$)/i;
/** Of Cisco's gateways, which name a category of their own before the reply: `5.1.0 - Unknown address error 550-'…'`. */
const CATEGORY = /^[45]\.\d\.\d - [a-z/ ]{1,60} (?=[45]\d\d-')/i;
/** Says no more than the class. */
const GENERIC = /^\d\.0\.0$/;

/**
 * A reply as it was given during delivery, from how a report quotes it.
 * @param status what the report itself says
 */
export function replyIn(words: string, status: string | null): Reply {
  const text = plainText(words).trim().replace(CATEGORY, '');
  const both = CODE_AND_STATUS.exec(text);
  const given = [both?.[2], STATUS.exec(text)?.[1], status ?? undefined].filter((each) => each !== undefined);
  const enhanced = given.find((each) => !GENERIC.test(each)) ?? given[0] ?? null;
  const written = both?.[1] ?? CODE.exec(text)?.[1];
  // Not one that says nothing was refused for good.
  const code = written === undefined ? (enhanced?.startsWith('4') ? 450 : 550) : Number(written);
  return { code, enhanced, text };
}

/** Whether a server's reply is quoted. */
export const quotesReply = (text: string): boolean => CODE_AND_STATUS.test(text) || CODE.test(text);

/** What a line says of a server. Other numbers too look like replies: those of telephones, of orders. */
const OF_SERVER =
  /\b(?:smtp|rcpt to|mail from|mailbox|user|recipient|address|host|server|said|relay|spam|blocked|message|rejected)\b/i;

/** Whether a server's reply is quoted, and nothing else that looks like one. */
export const quotesServer = (lines: readonly string[]): boolean =>
  lines.some((line) => CODE_AND_STATUS.test(line) || (CODE.test(line) && OF_SERVER.test(line)));

/** RFC 3463, from what a Status field says: `5.0.0 (permanent failure)`. */
export const statusIn = (text: string): string | null =>
  /^\s{0,10}([245]\.\d{1,3}\.\d{1,3})/.exec(text)?.[1] ?? null;
