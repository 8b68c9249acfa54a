import { addressesIn } from '../addresses';
import { quotesReply } from '../smtpReply';
import { lineAround, PLACES } from './places';

/** A recipient that a notice names, and what it says of it. */
export interface Entry {
  /** Whom we wrote to. */
  recipient: string;
  /** Where that was forwarded to; mostly the same. */
  final: string;
  words: string;
}

const MAX_WORDS = 15;

/** `----- Transcript of session follows -----` */
const RULE = /^[-=_*]{3,}/;

/** Sendmail, Postfix, Exim. */
const FORWARDED = /\((?:ultimately )?(?:expanded|generated) from:? ?([^)]{1,300})\)/;

/**
 * The recipients that a notice names where servers name them. Only what stands in the surest places that there are counts.
 * @param isOther whether an address is the one that was written to, or of whoever wrote
 */
export function entriesIn(lines: readonly string[], isOther: (address: string) => boolean): Entry[] {
  const named = lines.flatMap((line, n) => {
    const around = lineAround(line, lines[n - 1] ?? '', isOther);
    return around ? [{ around, line: n, indent: line.search(/\S/) }] : [];
  });
  for (const wordsIn of PLACES) {
    const found = named.flatMap(({ around, ...at }) => {
      const words = wordsIn(around);
      return words === undefined ? [] : [{ ...at, final: around.address, words }];
    });
    // What stands deeper goes on with what is said of the recipient above.
    const starts = found.filter(({ indent }) => indent <= found[0]!.indent);
    const entries = starts.map(({ final, words, line }, n) => ({
      final,
      words: [words, ...wordsAfter(lines.slice(line + 1, starts[n + 1]?.line))].join(' ').trim(),
    }));
    if (entries.length > 0) return bestOfEach(entries.map(entryOf));
  }
  return [];
}

function entryOf({ final, words }: Omit<Entry, 'recipient'>): Entry {
  const [original] = addressesIn(FORWARDED.exec(words)?.[1] ?? '');
  return { recipient: original ?? final, final, words };
}

function wordsAfter(lines: readonly string[]): string[] {
  const words = lines.map((line) => line.trim()).filter((line) => line !== '' && !RULE.test(line));
  return words.slice(0, MAX_WORDS);
}

/** A recipient named twice: where a reply is quoted beside it. */
function bestOfEach(entries: readonly Entry[]): Entry[] {
  const best = new Map<string, Entry>();
  for (const entry of entries) {
    const known = best.get(entry.final);
    if (!known || (!quotesReply(known.words) && quotesReply(entry.words))) best.set(entry.final, entry);
  }
  return [...best.values()];
}
