import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Front } from '../front/front';
import { plainText } from '../front/responses';
import type { TrackingRequest, TrackingResponse } from '../request';

/** A form of ours has some hundred bytes, with all topics some thousand. */
const MAX_BODY = 8 * 1024;
/** With its body. Whoever takes longer holds connections, not requests. */
const REQUEST_PATIENCE_MS = 10_000;
const IDLE_MS = 5000;
const MAX_CONNECTIONS = 4000;

/** A server that keeps strangers within bounds: of time, of size, of number. */
export function httpServer(front: Front): Server {
  const server = createServer(
    {
      maxHeaderSize: 8 * 1024,
      headersTimeout: REQUEST_PATIENCE_MS,
      requestTimeout: REQUEST_PATIENCE_MS,
      connectionsCheckingInterval: 1000,
      keepAliveTimeout: IDLE_MS,
      noDelay: true,
    },
    (request, response) => void serve(front, request, response),
  );
  server.maxConnections = MAX_CONNECTIONS;
  // Whoever does not read what they asked for.
  server.setTimeout(2 * REQUEST_PATIENCE_MS);
  return server;
}

async function serve(front: Front, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = request.method === 'POST' ? await readBody(request) : '';
  if (body === undefined) {
    send(response, plainText(413, 'Too large.\n', { connection: 'close' }));
    return;
  }
  const { method, url, headers, socket } = request;
  const asked: TrackingRequest = {
    method: method!,
    path: url!,
    headers,
    body,
    ip: socket.remoteAddress ?? null,
  };
  send(response, await front(asked));
}

function send(response: ServerResponse, { status, headers, body }: TrackingResponse): void {
  response.writeHead(status, headers);
  // A string goes into one write with the headers, bytes into a second.
  if (typeof body === 'string') response.end(body);
  else response.end(body.toString('latin1'), 'latin1');
}

/** @returns undefined where it is too large; never settles where it breaks off, because then nobody waits for an answer */
function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY) chunks.push(chunk);
      else resolve(undefined);
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString()));
  });
}
