import type { LookupFunction } from 'node:net';
import { Client } from 'undici';
import { MailtargetError, readStart } from '../../../model';
import { addressesOf, type Reach } from '../addresses/addressesOf';
import { type Answer, isTaken } from './answer';

/** Of these the method and the body stay (RFC 9110 section 15.4). */
const REDIRECTS = [307, 308];
const MAX_REDIRECTS = 3;
const MAX_HEADERS = 16 * 1024;
/** Bytes of a refusal that are read: more than is shown. */
const MAX_BODY = 2 * 1024;

export interface Message {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/**
 * Rejects where no answer came, because `signal` was aborted or for whatever other reason.
 * @throws MailtargetError WEBHOOK_ADDRESS_REFUSED, WEBHOOK_FAILED
 */
export async function post(message: Message, reach: Reach, signal: AbortSignal): Promise<Answer> {
  let url = new URL(message.url);
  for (let redirects = 0; ; redirects++) {
    const answer = await postOnce(url, message, reach, signal);
    if (!REDIRECTS.includes(answer.status)) return answer;
    if (redirects === MAX_REDIRECTS) throw failed(`It redirects more than ${MAX_REDIRECTS} times.`);
    url = redirected(url, answer);
  }
}

function redirected(from: URL, { status, headers: { location } }: Answer): URL {
  if (typeof location !== 'string' || !URL.canParse(location, from.href)) {
    throw failed(`It answered ${status} without saying where to go instead.`);
  }
  const to = new URL(location, from);
  if (to.protocol === 'https:' || to.protocol === from.protocol) return to;
  throw failed(`It redirects from ${from.protocol}// to ${to.protocol}//, which is not followed.`);
}

const failed = (sentence: string) => new MailtargetError('WEBHOOK_FAILED', sentence);

/** On a connection of its own, to an address that was checked: it is not looked up again. */
async function postOnce(url: URL, message: Message, reach: Reach, signal: AbortSignal): Promise<Answer> {
  signal.throwIfAborted();
  const addresses = await unlessAborted(addressesOf(url, reach), signal);
  const client = new Client(url.origin, {
    connect: { lookup: lookupIn(addresses) },
    maxHeaderSize: MAX_HEADERS,
    // The signal knows how long there is.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  try {
    const request = client.request({
      method: 'POST',
      path: url.pathname + url.search,
      headers: message.headers,
      body: message.body,
      signal,
    });
    // By itself it looks at the signal once it is connected, which may take 10 seconds.
    const { statusCode, headers, body } = await unlessAborted(request, signal);
    // What comes of it once it is not read any more.
    body.on('error', () => undefined);
    return {
      url: url.href,
      status: statusCode,
      headers,
      body: isTaken({ status: statusCode }) ? '' : await readStart(body, MAX_BODY),
    };
  } finally {
    client.destroy().catch(() => undefined);
  }
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason as Error);
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

const lookupIn =
  (addresses: readonly string[]): LookupFunction =>
  (_, { all }, callback) => {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    if (found.length === 0) callback(new Error('it has no address'), '');
    else if (all) callback(null, found);
    else callback(null, found[0]!.address, found[0]!.family);
  };
