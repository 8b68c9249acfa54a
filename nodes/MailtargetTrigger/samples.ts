import { systemClock } from '../../lib/model';

/** n8n takes no request with the secret before it has stored what `create` left with it. */
const SEND_AFTER_MS = 1000;

/** Samples that are about to be sent, by the test URL: how to cancel them. */
const waiting = new Map<string, () => void>();

export function sendSample(
  url: string,
  send: () => Promise<unknown>,
  onError: (error: unknown) => void,
): void {
  cancelSample(url);
  const cancel = systemClock.at(systemClock.now() + SEND_AFTER_MS, () => {
    waiting.delete(url);
    send().catch(onError);
  });
  waiting.set(url, cancel);
}

/** Nobody listens at this URL any more. */
export function cancelSample(url: string): void {
  waiting.get(url)?.();
  waiting.delete(url);
}
