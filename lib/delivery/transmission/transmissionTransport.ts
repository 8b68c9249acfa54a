import { Client } from 'undici';
import { plainText, type TransmissionConfig } from '../../model';
import { nextOf } from '../nextOf';
import type { Outcome } from '../outcome';
import type { MessageTransport } from '../transport';
import { readAnswer } from './answer';
import { Connections } from './connections';
import { exchange, type Exchange, type Post } from './exchange';
import { isGood, isTrouble, judge, letsUsIn, unavailable } from './judge';
import { SILENCE, type Silence } from './silence';
import { connectionError, nameOf, saidBy } from './transmissionErrors';

/** A server may close a connection that rests; this is sooner than most do, and one that says when is believed. */
const KEPT_MS = 4_000;

/**
 * Mailtarget's Transmission API: a request for each message, one at a time on each connection. There are as many connections as feeds are
 * carried; `maxConnections` of them wait some seconds for the next feed.
 */
export function openTransmissionTransport(
  { url, apiKey, maxConnections }: TransmissionConfig,
  silence: Silence = SILENCE,
): MessageTransport {
  const { origin, pathname, search } = new URL(url);
  const api = nameOf(new URL(url));
  const connections = new Connections(
    maxConnections,
    () =>
      new Client(origin, {
        connect: { timeout: silence.connect },
        headersTimeout: silence.answer,
        bodyTimeout: silence.answer,
        keepAliveTimeout: KEPT_MS,
        keepAliveMaxTimeout: KEPT_MS,
      }),
  );
  const request = {
    path: pathname + search,
    headers: {
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      accept: 'application/json',
    },
  };
  /** Whether the last answer was about its message alone; undefined before the first. */
  let wasGood: boolean | undefined;
  /** What a request was lost by that came first, or after another that went wrong: the next would be in doubt as well. */
  let lostBy: { error: unknown } | undefined;

  const post = (client: Client, content: Post['content'], turn: Post['turn']) =>
    exchange(client, { ...request, content, turn }, silence);
  /** Nothing is sent by it: what a message must have is missing. */
  const ask = (client: Client) => post(client, [Buffer.from('{}')], () => true);
  const isLetIn = (ended: Exchange) =>
    ended.type === 'answered' && letsUsIn(readAnswer(ended.answer, apiKey));

  async function outcomeOf(ended: Exchange, client: Client): Promise<Outcome> {
    switch (ended.type) {
      case 'answered': {
        const answer = readAnswer(ended.answer, apiKey);
        // A message that the API always fails at may be the only one left: it must not count as an outage for ever.
        if (isTrouble(answer)) wasGood ??= isLetIn(await ask(client));
        return judge(answer, { api, wasGood: wasGood ?? false });
      }
      case 'returned':
        return { type: 'returned' };
      case 'unconnected':
        return { type: 'unavailable', error: connectionError(ended.error, api) };
      case 'lost':
        if (!wasGood) lostBy = ended;
        return {
          type: 'unknown',
          reason: plainText(`The connection was lost before the API answered: ${saidBy(ended.error)}`),
        };
    }
  }

  return {
    async carry(feed): Promise<void> {
      const client = connections.take();
      let outcome: Outcome | undefined;
      while (outcome?.type !== 'unavailable') {
        const message = await nextOf(feed);
        if (!message) break;
        if (lostBy) {
          outcome = { type: 'unavailable', error: connectionError(lostBy.error, api) };
          lostBy = undefined;
        } else {
          const ended = await post(client, message.content, () => feed.turn(message));
          outcome = await outcomeOf(ended, client);
        }
        if (outcome.type !== 'returned') wasGood = isGood(outcome);
        if (wasGood) lostBy = undefined;
        feed.settle(message, outcome);
      }
      connections.giveBack(client);
    },

    async verify() {
      const client = connections.take();
      const ended = await ask(client);
      connections.giveBack(client);
      if (ended.type !== 'answered') return { type: 'unavailable', error: connectionError(ended.error, api) };
      return isLetIn(ended) ? undefined : unavailable(readAnswer(ended.answer, apiKey), api);
    },

    close: () => connections.close(),
  };
}
