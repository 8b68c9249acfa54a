import { X509Certificate } from 'node:crypto';
import type { FetchText } from '../provider';
import { notSigned } from '../signatures';

/** Amazon has one at a time in each region. */
const MAX_KEPT = 50;
/** By their URL: a new certificate has a new one. */
const kept = new Map<string, Promise<X509Certificate>>();

/**
 * Fetched once, also for messages that come together.
 * @param url of Amazon SNS
 */
export function certificateAt(url: string, fetchText: FetchText): Promise<X509Certificate> {
  const known = kept.get(url);
  if (known) return known;
  const fetched = fetchText(url).then(read);
  keep(url, fetched);
  // Whoever waits for it hears of the failure; the next one tries again.
  fetched.catch(() => kept.get(url) === fetched && kept.delete(url));
  return fetched;
}

function keep(url: string, certificate: Promise<X509Certificate>): void {
  if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(url, certificate);
}

function read(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw notSigned('Where it says that its certificate is, there is none.');
  }
}
