import { findAddresses } from '../addresses';
import { quotesReply } from '../smtpReply';

/** A recipient that a notice names, and what it says of it. */
export interface Entry {
  recipient: string;
  words: string;
}

/** What may stand around an address that has its line to itself: `<ana@example.com>:`, `* ana@example.com`. */
const BEFORE_IT = /^[\s>*•·"'<([-]{0,40}(?:\d{1,3}[.)]\s{0,5})?(?:mailto:|smtp:|rfc822;)?[\s"'<]{0,5}$/i;
const AFTER_IT = /^[>"')\]]{0,3}(?:<mailto:[^>]{1,300}>)?[\s:;,.]{0,10}(?:\([^)]{0,300}\))?[\s:;,.]{0,10}$/i;
/** What follows on the same line: `<ana@example.com>: host …`, `ana@example.com... User unknown`, `ana@example.com [unknown]`. */
const REST = /^[>"')\]]{0,3}\s{0,3}(?::|\.\.\.|,|;|-|–|—|=>|(?=[([]))\s{0,5}(\S.*)$/;
/** A reply that names the address: `550 5.1.1 <ana@example.com>... User unknown`. */
const REPLY_BEFORE = /^(?:[a-z]{0,10} ?(?:<<<|>>>)\s{0,5})?[45]\d\d[ -]/i;
/** `To: ana@example.com`, `Recipient: <ana@example.com>`, and so in a few languages. */
const LABEL_BEFORE =
  /^[\s>*|-]{0,20}(?:\S{1,20} ){0,6}(?:to|recipients?|rcpt|rcpt to|address(?:es)?|e-?mail|user|mailbox|an|empfänger|destinataires?|destinatarios?|para|à|a|кому|получатель|宛先|收件人|받는 ?사람)(?: address(?:es)?)?\s{0,5}[:=]\s{0,20}["'<]{0,3}(?:rfc822;|smtp:)?\s{0,3}["'<]{0,3}$/i;
const MAX_WORDS = 15;

/** `----- Transcript of session follows -----` */
const RULE = /^[-=_*]{3,}/;

/**
 * The recipients that a notice names where servers name them, the surest places first: each on a line of its own, in a reply, where
 * a line begins, behind a label. Only what stands in the surest places that there are counts.
 * @param isOther whether an address is the one that was written to, or of whoever wrote
 */
export function entriesIn(lines: readonly string[], isOther: (address: string) => boolean): Entry[] {
  for (const place of [onItsOwnLine, inAReply, whereALineBegins, behindALabel]) {
    const found = lines.flatMap((line, n) => {
      const entry = place(line);
      return entry && !isOther(entry.recipient) ? [{ ...entry, line: n, indent: line.search(/\S/) }] : [];
    });
    // What stands deeper goes on with what is said of the recipient above.
    const starts = found.filter(({ indent }) => indent <= found[0]!.indent);
    const entries = starts.map(({ recipient, words, line }, n) => ({
      recipient,
      words: [words, ...wordsAfter(lines.slice(line + 1, starts[n + 1]?.line))].join(' ').trim(),
    }));
    if (entries.length > 0) return bestOfEach(entries);
  }
  return [];
}

function onItsOwnLine(line: string): Entry | undefined {
  const first = firstAddress(line);
  if (!first || !BEFORE_IT.test(first.before)) return undefined;
  const words = REST.exec(first.after)?.[1];
  if (words === undefined && !AFTER_IT.test(first.after)) return undefined;
  return { recipient: first.recipient, words: words ?? '' };
}

function inAReply(line: string): Entry | undefined {
  const first = firstAddress(line);
  return first && REPLY_BEFORE.test(line.trim())
    ? { recipient: first.recipient, words: line.trim() }
    : undefined;
}

function whereALineBegins(line: string): Entry | undefined {
  const first = firstAddress(line);
  return first && BEFORE_IT.test(first.before)
    ? { recipient: first.recipient, words: first.after.trim() }
    : undefined;
}

function behindALabel(line: string): Entry | undefined {
  const first = firstAddress(line);
  return first && LABEL_BEFORE.test(first.before) ? { recipient: first.recipient, words: '' } : undefined;
}

function firstAddress(line: string) {
  const [first] = findAddresses(line);
  return (
    first && { recipient: first.address, before: line.slice(0, first.start), after: line.slice(first.end) }
  );
}

function wordsAfter(lines: readonly string[]): string[] {
  const words = lines.map((line) => line.trim()).filter((line) => line !== '' && !RULE.test(line));
  return words.slice(0, MAX_WORDS);
}

/** A recipient named twice: where a reply is quoted beside it. */
function bestOfEach(entries: readonly Entry[]): Entry[] {
  const best = new Map<string, Entry>();
  for (const entry of entries) {
    const known = best.get(entry.recipient);
    if (!known || (!quotesReply(known.words) && quotesReply(entry.words))) best.set(entry.recipient, entry);
  }
  return [...best.values()];
}
