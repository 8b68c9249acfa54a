/** What runs in the tracking server's thread: HTTP, tokens and pages. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../../model';
import { noCounts } from '../counts';
import { clientFinder } from '../front/client';
import { createFront } from '../front/front';
import { Gatherer, type TakeHits } from '../front/gatherer';
import { KnownLinks } from '../front/knownLinks';
import { PAGE_QUESTIONS, type PageDesk } from '../pageDesk';
import type { Destination, Hit } from '../request';
import { httpServer } from './httpServer';
import type { FromServer, ThreadData, ToServer } from './protocol';

/** Questions that wait for the engine at a time. */
const MOST_ASKED = 2000;
/** Requests that are under way when the server closes get so long. */
const LAST_PATIENCE_MS = 3000;

const port = parentPort!;
const post = (message: FromServer) => port.postMessage(message);
const { key, host, proxies, language, ...data } = workerData as ThreadData;

/** The engine knows of both. */
const NO_ANSWER = new Error('The engine could not answer.');
const TOO_MANY = new Error('The engine does not keep up.');

const asked = new Map<number, PromiseWithResolvers<unknown>>();
let lastId = 0;

/** Posts a message, and waits for its answer. */
function ask(message: (id: number) => FromServer): Promise<unknown> {
  if (asked.size >= MOST_ASKED) return Promise.reject(TOO_MANY);
  const answer = Promise.withResolvers<unknown>();
  const id = ++lastId;
  asked.set(id, answer);
  post(message(id));
  return answer.promise;
}

const take: TakeHits = (hits: Hit[]) =>
  ask((id) => ({ type: 'hits', id, hits: JSON.stringify(hits) })) as Promise<Destination[]>;
const pages = Object.fromEntries(
  PAGE_QUESTIONS.map((question) => [
    question,
    (...args: unknown[]) => ask((id) => ({ type: 'ask', id, question, args })),
  ]),
) as unknown as PageDesk;

const counts = noCounts();
const opens = new Gatherer(take, systemClock, counts);
const clicks = new Gatherer(take, systemClock, counts);
const front = createFront({
  key,
  pages,
  opens,
  clicks,
  links: new KnownLinks(),
  counts,
  findClient: clientFinder(proxies),
  onError(error) {
    if (error === NO_ANSWER || error === TOO_MANY) return;
    post({
      type: 'trouble',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  },
  ...(language && { language }),
});
const server = httpServer(front);

port.on('message', (message: ToServer) => {
  if (message.type === 'close') void close();
  else if (message.type === 'count') post({ type: 'counts', id: message.id, counts });
  else {
    const answer = asked.get(message.id);
    asked.delete(message.id);
    if (message.type === 'answer') answer?.resolve(message.value);
    else answer?.reject(NO_ANSWER);
  }
});
server.on('error', ({ code = '', message }: NodeJS.ErrnoException) => {
  // Later ones are about a connection that could not be accepted.
  if (!server.listening) post({ type: 'not listening', code, message });
});
server.listen(data.port, host, () => {
  const { port: listening } = server.address() as AddressInfo;
  post({ type: 'listening', port: listening });
});

async function close(): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), LAST_PATIENCE_MS).unref();
  await closed;
  post({ type: 'counts', id: 0, counts });
  port.close();
}
