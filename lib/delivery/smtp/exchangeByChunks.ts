import type { Outcome } from '../outcome';
import type { OutgoingMessage } from '../transport';
import { type EnvelopeCommand, judgeContent } from './judge';
import type { Letter } from './letter';
import {
  type End,
  envelopeOf,
  inDoubt,
  lost,
  mayLeave,
  readAnswers,
  settle,
  takeLetter,
  type Talk,
} from './talk';

type Envelope = ReturnType<typeof envelopeOf>;
const NOTHING: Envelope = { names: [], lines: [] };

/**
 * Sends with BDAT (RFC 3030): a message follows its envelope at once, and up to `inFlight` of them wait for their answers. All of
 * them are in doubt when the line drops.
 */
export async function exchangeByChunks<Message extends OutgoingMessage>(
  talk: Talk<Message>,
  first: Letter<Message> | undefined,
  inFlight: number,
): Promise<End<Message>> {
  const { wire, feed } = talk;
  const answered: Promise<void>[] = [];
  let unanswered = 0;
  /** Taken, and nothing of its content written. */
  let unsent = first;
  /** Whether the server was there a moment ago. It is asked before content goes that would be in doubt. */
  let present = false;
  /**
   * The envelope of `unsent`, written behind the message before it: its answers come in one packet with that message's. In
   * two, the second waits for the first to be acknowledged (Nagle), which we do after 40 ms: Postfix took 5 times as long.
   */
  let ahead: Envelope | undefined;
  const inOrder = (read: () => Promise<void>): void => {
    answered.push(Promise.resolve(answered.at(-1)).then(read));
  };
  try {
    for (;;) {
      wire.refuseLost();
      unsent ??= takeLetter(talk);
      if (!unsent) {
        if (!(await feed.wait())) break;
        present = unanswered > 0;
        continue;
      }
      if (answered.length >= inFlight) {
        await answered.shift();
        wire.refuseLost();
      }
      const letter = unsent;
      // Nobody knows yet whether those before it end well.
      let envelope = ahead ?? envelopeOf(letter, wire.needsReset || unanswered > 0);
      if (!present) {
        // Nobody waits for an answer, but those to an envelope whose message did not leave may still be to come.
        await answered.at(-1);
        wire.write(envelope.lines, envelope.names.length);
        wire.needsReset = true;
        const refusal = await readAnswers(talk, envelope.names);
        if (refusal) {
          unsent = undefined;
          settle(talk, letter, refusal.outcome);
          continue;
        }
        envelope = NOTHING;
      }
      await wire.whenFlushed();
      wire.refuseLost();
      const leaves = await mayLeave(talk, letter);
      unsent = undefined;
      const { names } = envelope;
      const lines = ahead ? [] : envelope.lines;
      if (!leaves) {
        settle(talk, letter, { type: 'returned' });
        if (ahead) inOrder(() => answersToNobody(talk, names.length));
        ahead = undefined;
        wire.needsReset = true;
        continue;
      }
      unsent = takeLetter(talk);
      ahead = unsent && envelopeOf(unsent, true);
      wire.write(
        [...lines, `BDAT ${letter.size} LAST\r\n`, ...letter.content, ...(ahead?.lines ?? [])],
        names.length + 1 + (ahead?.names.length ?? 0),
      );
      wire.needsReset = false;
      present = true;
      unanswered++;
      inOrder(async () => {
        const outcome = await readOutcome(talk, names);
        unanswered--;
        settle(talk, letter, outcome);
      });
    }
  } catch (error) {
    await Promise.all(answered);
    return lost(talk, error, unsent);
  }
  await Promise.all(answered);
  return { type: 'done' };
}

/** What became of a message that has been written. */
async function readOutcome(talk: Talk, names: readonly EnvelopeCommand[]): Promise<Outcome> {
  const { wire } = talk;
  try {
    // The server may answer the envelope along with the message that came right behind it.
    const refusal = await readAnswers(talk, names, 'content');
    if (!refusal) return judgeContent(await wire.read('content'));
    wire.needsReset = true;
    await answersToNobody(talk, 1);
    return refusal.outcome;
  } catch (error) {
    wire.drop('It is of no use any more');
    // Commands are answered in order: nothing behind a 421 has been looked at.
    return wire.closing ? { type: 'returned' } : inDoubt(error);
  }
}

/** To a message whose envelope was refused, to an envelope whose message must not leave. */
async function answersToNobody({ wire }: Talk, count: number): Promise<void> {
  try {
    for (let read = 0; read < count; read++) await wire.read('content');
  } catch {
    // The connection is lost, which does not matter here.
  }
}
