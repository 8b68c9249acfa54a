import type { Outcome } from '../../../lib/delivery/outcome';
import { openTransmissionTransport } from '../../../lib/delivery/transmission/transmissionTransport';
import type { Feed, MessageTransport, OutgoingMessage } from '../../../lib/delivery/transport';
import { type TransmissionConfig, type TransportInput, transportInputSchema } from '../../../lib/model';
import { API_KEY, type TransmissionApi } from '../../support/transmissionApi';
import { addresses, feedOf, messageTo } from '../smtp/feed';

const PATIENT = { connect: 1_000, answer: 30_000 };
/** So that a server that says nothing is given up soon. */
export const SHORT = { connect: 1_000, answer: 500 };

export const openTo = (
  { url }: Pick<TransmissionApi, 'url'>,
  options: Partial<TransportInput> = {},
  silence = PATIENT,
): MessageTransport =>
  openTransmissionTransport(
    transportInputSchema.parse({
      id: 'api',
      type: 'transmission',
      url,
      apiKey: API_KEY,
      ...options,
    }) as TransmissionConfig,
    silence,
  );

export const bodyFor = (to: string): string =>
  JSON.stringify({ subject: 'Hello', from: { email: 'news@example.com' }, to: [{ email: to }] });

export const transmissionsTo = (count: number): OutgoingMessage[] =>
  addresses(count).map((to) => messageTo(to, bodyFor(to)));

/** Sends to c1@example.com, c2@… over one connection at a time. @returns what became of each, in order */
export async function sendTo(
  api: Pick<TransmissionApi, 'url'>,
  count: number,
  turn?: Feed['turn'],
  silence = PATIENT,
): Promise<(Outcome | undefined)[]> {
  const transport = openTo(api, {}, silence);
  const { feed, outcomes, taken } = feedOf(transmissionsTo(count), turn);
  await transport.carry(feed);
  transport.close();
  expect([...taken]).toEqual([]);
  return addresses(count).map((to) => outcomes.get(to));
}
