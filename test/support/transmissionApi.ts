import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';

export interface TransmissionRequest {
  /** As it was sent: that is what the API is about. */
  body: string;
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** Counted from 1. */
  number: number;
  connection: number;
}

/** What is said to a request; a function does whatever it likes with the response. */
export type Said =
  { status: number; headers?: Record<string, string>; body?: unknown } | ((response: ServerResponse) => void);

export const hangUp: Said = (response) => response.socket!.destroy();
export const sayNothing: Said = () => undefined;

export interface TransmissionSwitches {
  /** Undefined, or nothing said: as the API answers. */
  answer?: (request: TransmissionRequest) => Said | undefined | Promise<Said | undefined>;
}

export interface TransmissionApi {
  url: string;
  requests: TransmissionRequest[];
  /** How many connections were made so far. */
  readonly connections: number;
  /** How many are open. */
  readonly open: number;
  /** Resolves once so many are open. */
  openIs(count: number): Promise<void>;
  /** Closes all connections. */
  breakOff(): Promise<void>;
  stop(): Promise<void>;
}

export const API_KEY = 'mt_0123456789';

/** Mailtarget's Transmission API, as it is documented, on a free loopback port. */
export async function startTransmissionApi({ answer }: TransmissionSwitches = {}): Promise<TransmissionApi> {
  const requests: TransmissionRequest[] = [];
  const numbers = new Map<Socket, number>();
  const open = new Set<Socket>();
  const changes = new EventEmitter();
  const server = createServer();
  // So that it is the client who closes what rests.
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket: Socket) => {
    numbers.set(socket, numbers.size + 1);
    open.add(socket);
    socket.on('error', () => undefined).on('close', () => open.delete(socket) && changes.emit('change'));
    changes.emit('change');
  });
  server.on('request', (incoming, response: ServerResponse) => {
    void text(incoming).then(
      async (body) => {
        const request = {
          body,
          method: incoming.method!,
          path: incoming.url!,
          headers: incoming.headers,
          number: requests.length + 1,
          connection: numbers.get(incoming.socket)!,
        };
        requests.push(request);
        say((await answer?.(request)) ?? documented(request), response);
      },
      () => undefined,
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const openIs = async (count: number): Promise<void> => {
    while (open.size !== count) await once(changes, 'change');
  };
  return {
    url: `http://localhost:${port}/v1/layang/transmissions`,
    requests,
    get connections() {
      return numbers.size;
    },
    get open() {
      return open.size;
    },
    openIs,
    async breakOff() {
      for (const socket of open) socket.destroy();
      await openIs(0);
    },
    async stop() {
      if (!server.listening) return;
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, 'close');
    },
  };
}

function say(said: Said, response: ServerResponse): void {
  if (typeof said === 'function') return said(response);
  const { status, headers = {}, body = '' } = said;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

function documented({ body, headers, number }: TransmissionRequest): Said {
  if (headers.authorization !== `Bearer ${API_KEY}`) {
    return { status: 401, body: { error: 'UNAUTHORIZED', message: 'The API key is not valid.' } };
  }
  const { subject, from, to } = JSON.parse(body) as Record<string, unknown>;
  if (!subject || !from || !to) {
    return { status: 400, body: { error: 'BAD_REQUEST', message: 'subject, from and to are required.' } };
  }
  return { status: 200, body: { message: 'Transmission received', transmissionId: `t-${number}` } };
}
