import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TrackingRequest, TrackingResponse } from '../tracking';

/** A form of ours has some hundred bytes, with all topics some thousand. */
const MAX_BODY = 8 * 1024;

/** A request for a link of a message that somebody else's server received. */
export interface LinkExchange {
  /** Where that server has read the body, it is here. */
  request: IncomingMessage & { rawBody?: Buffer };
  response: ServerResponse;
}

/**
 * Has it answered, and ends its response in any case. (The tracking server has the like; this one loads nothing of the engine.)
 * @param onError told of a failure; whoever asked is told to try again, and a mail provider that unsubscribes somebody does so
 */
export async function answerLink(
  { request, response }: LinkExchange,
  track: (request: TrackingRequest) => Promise<TrackingResponse>,
  onError: (error: unknown) => void,
): Promise<void> {
  const body = request.method === 'POST' ? await readBody(request) : '';
  if (body === undefined) return send(response, TOO_LARGE);
  const { method, url, headers, socket } = request;
  let answer = TRY_AGAIN;
  try {
    answer = await track({
      method: method!,
      path: url!,
      headers,
      body,
      ip: socket.remoteAddress ?? null,
    });
  } catch (error) {
    onError(error);
  }
  send(response, answer);
}

function send(response: ServerResponse, { status, headers, body }: TrackingResponse): void {
  response.writeHead(status, headers);
  response.end(body);
}

const sentence = (status: number, text: string, headers: Record<string, string>): TrackingResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store, private', ...headers },
  body: `${text}\n`,
});
const TOO_LARGE = sentence(413, 'Too large.', { connection: 'close' });
const TRY_AGAIN = sentence(503, 'That did not work. Please try again in a minute.', { 'retry-after': '60' });

/** @returns undefined where it is too large, or broke off: then nobody waits for an answer */
async function readBody(request: LinkExchange['request']): Promise<string | undefined> {
  const { rawBody } = request;
  if (rawBody) return rawBody.length <= MAX_BODY ? rawBody.toString() : undefined;
  // It would tell of its end to nobody any more.
  if (request.closed) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  return await new Promise((resolve) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY) chunks.push(chunk);
      else resolve(undefined);
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString()));
    request.on('close', () => resolve(undefined));
  });
}
