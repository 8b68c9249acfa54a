import type { OutgoingMessage } from '../transport';
import { withDotsDoubled } from './content';
import { judgeContent } from './judge';
import type { Letter } from './letter';
import { openData } from './openData';
import { type End, inDoubt, lost, mayLeave, settle, takeLetter, type Talk } from './talk';

/**
 * Sends with DATA. Where the server takes commands without waiting (RFC 2920), the end of one message and the envelope of the
 * next go in one write, so that a message costs one round trip; otherwise it costs four.
 */
export async function exchangeByData<Message extends OutgoingMessage>(
  talk: Talk<Message>,
  first: Letter<Message> | undefined,
): Promise<End<Message>> {
  const { wire, feed } = talk;
  const { pipelining } = wire.extensions;
  /** Taken, and nothing of its content written. */
  let unsent = first;
  /** Its envelope was written along with the message before it. */
  let ahead = false;
  /** Its content was written, and not answered yet. */
  let written: Letter<Message> | undefined;
  try {
    for (;;) {
      unsent ??= takeLetter(talk);
      if (!unsent) {
        if (!(await feed.wait())) return { type: 'done' };
        continue;
      }
      const letter = unsent;
      const refusal = await openData(talk, letter, ahead);
      ahead = false;
      if (refusal) {
        unsent = undefined;
        settle(talk, letter, refusal.outcome);
        continue;
      }
      const leaves = await mayLeave(talk, letter);
      unsent = undefined;
      if (!leaves) {
        settle(talk, letter, { type: 'returned' });
        // Nothing takes back a DATA that was answered with 354.
        wire.drop('The message must not leave any more');
        return { type: 'lost' };
      }
      written = letter;
      // Only the content's end makes room for another envelope (RFC 2920 section 3.1).
      const next = pipelining ? takeLetter(talk) : undefined;
      const pieces = [
        ...withDotsDoubled(letter.content),
        next ? `.\r\n${next.mail}${next.rcpt}DATA\r\n` : '.\r\n',
      ];
      wire.write(pieces, next ? 4 : 1);
      unsent = next;
      ahead = next !== undefined;
      const outcome = judgeContent(await wire.read('content'));
      written = undefined;
      settle(talk, letter, outcome);
    }
  } catch (error) {
    if (written) settle(talk, written, inDoubt(error));
    return lost(talk, error, unsent);
  }
}
