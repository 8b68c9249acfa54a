import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface PostedJson {
  path: string;
  headers: IncomingHttpHeaders;
  /** As it was sent, and what that means. */
  body: string;
  json: Record<string, unknown>;
}

export interface JsonEndpoint {
  url: string;
  posted: PostedJson[];
  /** With which everything is answered from now on, or each after what was posted; 200 at first. */
  status: number | ((json: PostedJson['json']) => number);
  /** Resolves as soon as so many were posted. */
  received(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** A server of somebody else, on loopback, that keeps the JSON that is posted to it. */
export async function startJsonEndpoint(): Promise<JsonEndpoint> {
  const arrivals = new EventEmitter().setMaxListeners(0);
  const endpoint: JsonEndpoint = {
    url: '',
    posted: [],
    status: 200,
    async received(count) {
      while (endpoint.posted.length < count) await once(arrivals, 'posted');
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const json = JSON.parse(body) as PostedJson['json'];
      endpoint.posted.push({ path: request.url!, headers: request.headers, body, json });
      arrivals.emit('posted');
      const status = typeof endpoint.status === 'number' ? endpoint.status : endpoint.status(json);
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return endpoint;
}
