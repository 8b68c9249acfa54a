import type { OutgoingMessage } from '../transport';
import { type EnvelopeCommand, judgeEnvelope } from './judge';
import type { Letter } from './letter';
import { envelopeOf, readAnswers, type Refusal, type Talk } from './talk';

/**
 * Goes from MAIL to the reply that asks for the content.
 * @param ahead the commands are on the wire already
 * @throws Error when the connection is lost before there is a refusal
 */
export async function openData(
  talk: Talk,
  letter: Letter<OutgoingMessage>,
  ahead: boolean,
): Promise<Refusal | undefined> {
  const { wire } = talk;
  const { names, lines } = envelopeOf(letter, wire.needsReset);
  wire.needsReset = false;
  const commands = [...names, 'DATA'] as const;
  const texts = [...lines, 'DATA\r\n'];
  let refusal: Refusal | undefined;
  if (!wire.extensions.pipelining) {
    refusal = await askEach(talk, commands, texts);
  } else {
    if (!ahead) wire.write([texts.join('')], commands.length);
    refusal = await readAnswers(talk, names);
    if (refusal) await endUnwanted(talk, refusal);
    else refusal = await readAnswers(talk, ['DATA']);
  }
  wire.needsReset = refusal !== undefined;
  return refusal;
}

async function askEach(
  talk: Talk,
  commands: readonly EnvelopeCommand[],
  texts: readonly string[],
): Promise<Refusal | undefined> {
  for (const [index, command] of commands.entries()) {
    talk.wire.write([texts[index]!], 1);
    const refusal = await readAnswers(talk, [command]);
    if (refusal) return refusal;
  }
  return undefined;
}

/** DATA was written before the refusal was known. A server that takes it all the same gets an empty message (RFC 2920 section 3.1). */
async function endUnwanted({ wire, relay }: Talk, { command }: Refusal): Promise<void> {
  try {
    if (judgeEnvelope('DATA', await wire.read('command'), relay)) return;
    // It might have a recipient, and deliver that.
    if (command === 'MAIL') return wire.drop('The server refused the sender and wants a message from it');
    wire.write(['.\r\n'], 1);
    await wire.read('content');
  } catch {
    // The connection is lost; the refusal stands.
  }
}
