import { MailtargetError } from '../../model';

const PATIENCE_MS = 10_000;
const MOST_BYTES = 64 * 1024;

/**
 * Fetches what a provider's webhook points to; whoever asks has made sure that it is the provider's own host.
 * @throws MailtargetError PROVIDER_UNREACHABLE
 */
export async function fetchText(url: string): Promise<string> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!response.ok || !response.body) throw new Error(`it answers ${response.status}`);
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of response.body as ReadableStream<Uint8Array>) {
      size += piece.length;
      if (size > MOST_BYTES) throw new Error('it says too much');
      pieces.push(piece);
    }
    return Buffer.concat(pieces).toString('utf8');
  } catch (error) {
    const { message } = error as Error;
    throw new MailtargetError(
      'PROVIDER_UNREACHABLE',
      `${new URL(url).host} cannot be asked (${message}). Check that this machine may connect to it; the provider repeats its webhook.`,
    );
  }
}
