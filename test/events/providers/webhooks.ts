import type { ErrorCode } from '../../../lib/model';
import type {
  FetchText,
  ProviderRequest,
  ProviderResult,
  ReportedEvent,
} from '../../../lib/events/providers';

/** Later than all that the providers' examples tell of. */
export const NOW = Date.parse('2026-07-01T12:00:00Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const fetchNothing: FetchText = (url) => Promise.reject(new Error(`Nobody is to fetch ${url}`));

/** @param body JSON is made of anything but text */
export const webhook = (body: unknown, headers: ProviderRequest['headers'] = {}): ProviderRequest => ({
  headers,
  rawBody: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

export async function eventsOf(result: Promise<ProviderResult>): Promise<ReportedEvent[]> {
  const read = await result;
  if (!('events' in read)) throw new Error('It asks for a confirmation');
  return read.events;
}

/** An event, with nothing but what is named. */
export const event = (told: Partial<ReportedEvent>) => ({
  recipient: null,
  messageId: null,
  at: expect.any(Number),
  id: expect.stringMatching(/^[\w-]{43}$/),
  reason: null,
  bounceType: null,
  url: null,
  userAgent: null,
  ip: null,
  isMachine: null,
  ...told,
});

export const refusal = (code: ErrorCode, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) });

export const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});
