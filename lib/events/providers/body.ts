import { MailtargetError } from '../../model';

/** In bytes. Providers send 1 MB at most. */
export const MAX_WEBHOOK = 5_000_000;

/** @throws MailtargetError INVALID_INPUT */
export function checkSize(rawBody: Buffer): void {
  if (rawBody.length > MAX_WEBHOOK) {
    throw new MailtargetError('INVALID_INPUT', `The webhook is larger than ${MAX_WEBHOOK / 1e6} MB.`);
  }
}

/** @throws MailtargetError INVALID_INPUT */
export function parseBody(rawBody: Buffer, provider: string): unknown {
  checkSize(rawBody);
  try {
    return JSON.parse(rawBody.toString());
  } catch {
    throw notFrom(provider);
  }
}

/** SendGrid, whose batches are the largest, stays below 1 MB and 3,000. */
const MAX_EVENTS = 10_000;

/** @throws MailtargetError INVALID_INPUT */
export function checkCount(events: readonly unknown[]): void {
  if (events.length > MAX_EVENTS) {
    throw new MailtargetError('INVALID_INPUT', `The webhook holds more than ${MAX_EVENTS} events.`);
  }
}

export const notFrom = (provider: string) =>
  new MailtargetError(
    'INVALID_INPUT',
    `This is no webhook of ${provider}: check which webhook has this address there.`,
  );
