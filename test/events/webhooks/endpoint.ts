import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { WebhookPayload } from '../../../lib/events/webhooks/payload';

export interface Received {
  raw: string;
  payload: WebhookPayload;
  headers: IncomingHttpHeaders;
  method: string;
  path: string;
}

/** A status, or whatever it likes to do with the response. */
export type Answer = number | ((response: ServerResponse) => void);

export const hang: Answer = () => undefined;

export interface Endpoint {
  port: number;
  url: string;
  received: Received[];
  /** What of them was said of which events, in order: `type reason`. */
  readonly reasons: (string | undefined)[];
  /** Set: what is said from now on. */
  answer: (received: Received) => Answer;
  stop(): Promise<void>;
}

/** An endpoint on a free loopback port, that takes everything until it is told otherwise. */
export async function startEndpoint(answer: Endpoint['answer'] = () => 200): Promise<Endpoint> {
  const server: Server = createServer((request, response) => {
    void text(request).then((raw) => {
      const received = {
        raw,
        payload: JSON.parse(raw) as WebhookPayload,
        headers: request.headers,
        method: request.method!,
        path: request.url!,
      };
      endpoint.received.push(received);
      const said = endpoint.answer(received);
      if (typeof said === 'function') said(response);
      else response.writeHead(said).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const endpoint: Endpoint = {
    port,
    url: `http://127.0.0.1:${port}/hooks?from=us`,
    received: [],
    get reasons() {
      return this.received.flatMap(({ payload }) => payload.events.map(({ raw }) => raw.reason ?? undefined));
    },
    answer,
    async stop() {
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return endpoint;
}
