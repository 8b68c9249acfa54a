import type { Outcome } from '../outcome';
import { plainText } from '../../model';
import type { Feed, OutgoingMessage } from '../transport';
import { type EnvelopeCommand, judgeEnvelope } from './judge';
import { type Letter, letterOf } from './letter';
import type { Silence } from './silence';
import { relayError, type SmtpFailure } from './smtpErrors';
import type { Wire } from './wire';

/** One connection carrying what one feed gives. */
export interface Talk<Message extends OutgoingMessage = OutgoingMessage> {
  wire: Wire;
  feed: Feed<Message>;
  /** Host and port, as errors name it. */
  relay: string;
}

/** How it ended. */
export type End<Message> =
  /** The feed has nothing more. */
  | { type: 'done' }
  /** The connection is gone; nothing of `unsent`'s content was written. */
  | { type: 'lost'; unsent?: Message | undefined }
  /** The same, with no hope that another connection would do better. */
  | { type: 'unavailable' };

/** The next message as this connection takes it; what it cannot take is settled. */
export function takeLetter<Message extends OutgoingMessage>({
  wire,
  feed,
}: Talk<Message>): Letter<Message> | undefined {
  for (;;) {
    const message = feed.take();
    if (!message) return undefined;
    const letter = letterOf(message, wire.extensions);
    if (!('type' in letter)) return letter;
    feed.settle(message, letter);
  }
}

export function settle<Message extends OutgoingMessage>(
  { wire, feed }: Talk<Message>,
  { message }: Letter<Message>,
  outcome: Outcome,
): void {
  if (outcome.type !== 'returned' && outcome.type !== 'unknown') wire.fresh = false;
  // Before that, the system may still have to read it.
  if (outcome.type === 'accepted' && wire.flushed) message.release?.();
  feed.settle(message, outcome);
}

/** A command that was refused, and what that means for the message. */
export interface Refusal {
  command: EnvelopeCommand;
  outcome: Outcome;
}

/**
 * Reads the answers to commands of an envelope.
 * @throws Error when the connection is lost before there is a refusal
 */
export async function readAnswers(
  { wire, relay }: Talk,
  commands: readonly EnvelopeCommand[],
  patience: keyof Silence = 'command',
): Promise<Refusal | undefined> {
  let refusal: Refusal | undefined;
  for (const command of commands) {
    try {
      const outcome = judgeEnvelope(command, await wire.read(patience), relay);
      if (outcome) refusal ??= { command, outcome };
    } catch (error) {
      if (!refusal) throw error;
      return refusal;
    }
  }
  return refusal;
}

/** MAIL and RCPT, behind a RSET where a transaction may still be open: another MAIL would be refused in it. */
export function envelopeOf({ mail, rcpt }: Letter<OutgoingMessage>, reset: boolean) {
  const names: EnvelopeCommand[] = reset ? ['RSET', 'MAIL', 'RCPT'] : ['MAIL', 'RCPT'];
  return { names, lines: reset ? ['RSET\r\n', mail, rcpt] : [mail, rcpt] };
}

/**
 * Asks for the turn of a message; whoever gets it writes at once. Where nobody can tell, because the database is away for example, it
 * does not leave: that says nothing about the relay.
 */
export async function mayLeave<Message extends OutgoingMessage>(
  { wire, feed }: Talk<Message>,
  { message }: Letter<Message>,
): Promise<boolean> {
  try {
    return (await feed.turn(message)) && wire.usable;
  } catch {
    return false;
  }
}

/** Of a message whose content was written, and never answered. */
export const inDoubt = (error: unknown): Outcome => ({
  type: 'unknown',
  reason: plainText(`The connection was lost before the relay answered: ${(error as Error).message}`),
});

/**
 * The connection is lost. One that has taken and refused nothing yet would be lost again, and each time with a message in doubt
 * perhaps: so whatever comes next is not tried.
 */
export function lost<Message extends OutgoingMessage>(
  { wire, feed, relay }: Talk<Message>,
  error: unknown,
  unsent: Letter<Message> | undefined,
): End<Message> {
  wire.drop('It is of no use any more');
  if (!wire.fresh) return { type: 'lost', unsent: unsent?.message };
  const next = unsent?.message ?? feed.take();
  if (!next) return { type: 'lost' };
  feed.settle(next, { type: 'unavailable', error: relayError(error as SmtpFailure, relay) });
  return { type: 'unavailable' };
}
