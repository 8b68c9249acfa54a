import { findAddresses } from '../addresses';

/** A line around an address that it names. */
export interface Line {
  whole: string;
  /** Whether it begins a paragraph. */
  begins: boolean;
  before: string;
  address: string;
  after: string;
}

/** What may stand around an address that has its line to itself: `<ana@example.com>:`, `* ana@example.com`, X.400 of Exchange 5.5. */
const BEFORE_IT =
  /^[\s>*•·"'<([-]{0,40}(?:\d{1,3}[.)]\s{0,5})?(?:mailto:|smtp:|rfc822;|c=[^@]{1,200};dda:smtp=)?[\s"'<]{0,5}$/i;
const AFTER_IT = /^[>"')\]]{0,3}(?:<mailto:[^>]{1,300}>)?[\s:;,.]{0,10}(?:\([^)]{0,300}\))?[\s:;,.]{0,10}$/i;
/** What follows on the same line: `<ana@example.com>: host …`, `ana@example.com... User unknown`, `ana@example.com [unknown]`. */
const REST = /^[>"')\]]{0,3}\s{0,3}(?::|\.\.\.|,|;|-|–|—|=>|(?=[([]))\s{0,5}(\S.*)$/;
/** A sentence on what was sent: `Unable to deliver your message to ana@example.com`. */
const SENTENCE_BEFORE =
  /\b(?:deliver(?:y|ed|ing)?|sent|addressed|(?:your|the|this) (?:message|mail|e-?mail)) (?:[^.:;]{0,60} )?to:? ["'<(]{0,2}$|\b(?:message|mail) was addressed(?: to)?,? ["'<(]{0,2}$/i;
/** And one on what to do next. */
const ADVICE = /\b(?:please|contact|forward|re-?send)\b/i;
/** A reply that names the address: `550 5.1.1 <ana@example.com>... User unknown`. */
const REPLY_BEFORE = /^(?:[a-z]{0,10} ?(?:<<<|>>>)\s{0,5})?[45]\d\d[ -]/i;
/** `Recipient: <ana@example.com>`, `Original address: ana@example.com`, and so in a few languages. */
const IS_RECIPIENT = labelled(
  /(?:recipient(?:s|\(s\))?|rcpt|rcpt to|address(?:es)?|e-?mail|user|mailbox|empfänger|destinataires?|destinatarios?|получатель|宛先|收件人|받는 ?사람)(?: address(?:es)?)?/,
);
/** `To: ana@example.com`, which may be of our message as well. */
const IS_WRITTEN_TO = labelled(/(?:to|an|para|à|a|кому)/);
/** A reason with the address behind it: `User mailbox exceeds allowed size: ana@example.com`. IMail. */
const REASON_BEFORE =
  /\b(?:unknown|invalid|exceed|fail|undeliver|reject|refus|full|no such|not|disabled)[^:]{0,60}:\s{1,5}["'<]{0,2}$/i;

/**
 * Where servers name a recipient, the surest places first: on a line of its own, in a sentence on what was sent, in a reply, where
 * a paragraph begins, behind a label, behind a reason. Each returns what a line that names one there says of it.
 */
export const PLACES: readonly ((line: Line) => string | undefined)[] = [
  ({ before, after }) => {
    if (!BEFORE_IT.test(before)) return undefined;
    return REST.exec(after)?.[1] ?? (AFTER_IT.test(after) ? '' : undefined);
  },
  ({ whole, before, after }) =>
    SENTENCE_BEFORE.test(before) && !ADVICE.test(whole)
      ? after.replace(/^[>"').,:;\s]{0,10}/, '').trim()
      : undefined,
  ({ whole }) => (REPLY_BEFORE.test(whole.trim()) ? whole.trim() : undefined),
  ({ begins, before, after }) => (begins && BEFORE_IT.test(before) ? after.trim() : undefined),
  ({ before }) => (IS_RECIPIENT.test(before) ? '' : undefined),
  ({ before }) => (IS_WRITTEN_TO.test(before) ? '' : undefined),
  ({ whole, before }) => (REASON_BEFORE.test(before) ? whole.trim() : undefined),
];

/** Of the addresses in a line the first that may be a recipient's. */
export function lineAround(
  whole: string,
  lineBefore: string,
  isOther: (address: string) => boolean,
): Line | undefined {
  const first = findAddresses(whole).find(({ address }) => !isOther(address));
  return (
    first && {
      whole,
      begins: /(?:^|:)\s{0,10}$/.test(lineBefore),
      before: whole.slice(0, first.start),
      address: first.address,
      after: whole.slice(first.end),
    }
  );
}

export function beginsWithAddress(line: string): boolean {
  const around = lineAround(line, '', () => false);
  return around !== undefined && BEFORE_IT.test(around.before);
}

/** Of what stands before an address. */
function labelled(by: RegExp): RegExp {
  const before = /^[\s>*|-]{0,20}(?:\S{1,20} ){0,6}/;
  const after = /\s{0,5}[:=]\s{0,20}["'<]{0,3}(?:rfc822;|smtp:)?\s{0,3}["'<]{0,3}$/;
  return new RegExp(before.source + by.source + after.source, 'i');
}
