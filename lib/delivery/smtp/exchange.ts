import type { OutgoingMessage } from '../transport';
import { exchangeByChunks } from './exchangeByChunks';
import { exchangeByData } from './exchangeByData';
import { letterOf } from './letter';
import type { End, Talk } from './talk';

/**
 * Sends a message and what its feed gives after it, in the way that this connection's server takes fastest.
 * @param inFlight how many messages may wait for an answer, where the server takes them in chunks
 */
export function exchange<Message extends OutgoingMessage>(
  talk: Talk<Message>,
  message: Message,
  inFlight: number,
): Promise<End<Message>> {
  const { extensions } = talk.wire;
  const letter = letterOf(message, extensions);
  const sendable = 'type' in letter ? undefined : letter;
  if ('type' in letter) talk.feed.settle(message, letter);
  return extensions.pipelining && extensions.chunking
    ? exchangeByChunks(talk, sendable, inFlight)
    : exchangeByData(talk, sendable);
}
