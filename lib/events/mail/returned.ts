import { addressesIn } from './addresses';
import type { Returned } from './mailReport';
import { byName, header, type Headers } from './mime/headers';
import type { Mail } from './readMail';

/** To whom the report was sent. */
const RECIPIENT_FIELDS =
  /^(?:(?:x-)?(?:original-|delivered-|envelope-|forwarded-|resent-|apparently-|rcpt-)?to|received)$/;
/** From whom our message came. */
const SENDER_FIELDS =
  /^(?:return-path|received|sender|errors-to|(?:x-)?(?:original-)?(?:envelope-|mail-)?from|x-[a-z-]{1,40}-sender)$/;
/** More than a report has reason to name. */
const MAX_ADDRESSES = 50;

const MESSAGE_ID = /<([^<>\s\p{Cc}]{1,250})>|^\s{0,10}([^<>\s\p{Cc}]{1,250}@[^<>\s\p{Cc}]{1,250})/u;

/** Of which message of ours a mail tells. */
export function returnedIn({ headers, fields, fieldsInText, returned }: Mail): Returned {
  const said = byName([...fields, ...fieldsInText].flat());
  const ours = returned ?? new Map<string, string[]>();
  const ids = [
    header(ours, 'message-id'),
    header(said, 'x-original-message-id') || header(said, 'original-message-id'),
    header(headers, 'in-reply-to'),
    // The one it answers is the last (RFC 5322 section 3.6.4).
    header(headers, 'references').split(/\s+/).at(-1)!,
  ];
  const returnPaths = [
    ...addressesMatching(headers, RECIPIENT_FIELDS),
    ...addressesMatching(ours, SENDER_FIELDS),
    ...addressesMatching(said, SENDER_FIELDS),
  ];
  return {
    messageId: ids.map(messageIdIn).find((id) => id !== null) ?? null,
    returnPaths: [...new Set(returnPaths)].slice(0, MAX_ADDRESSES),
  };
}

function messageIdIn(value: string): string | null {
  const found = MESSAGE_ID.exec(value);
  return found?.[1] ?? found?.[2] ?? null;
}

const addressesMatching = (headers: Headers, name: RegExp): string[] =>
  [...headers].filter(([key]) => name.test(key)).flatMap(([, values]) => values.flatMap(addressesIn));
