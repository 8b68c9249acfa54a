import type { Outcome } from '../../../lib/delivery/outcome';
import type { Silence } from '../../../lib/delivery/smtp/silence';
import { openSmtpTransport } from '../../../lib/delivery/smtp/smtpTransport';
import type { Feed, MessageTransport, OutgoingMessage } from '../../../lib/delivery/transport';
import { type SmtpConfig, type TransportInput, transportInputSchema } from '../../../lib/model';

/** So that a server that says nothing is given up soon. */
const SHORT = { connect: 300, command: 300, content: 600 };

export const openTo = (
  server: { host: string; port: number },
  options: Partial<TransportInput> = {},
  silence: Silence = SHORT,
): MessageTransport =>
  openSmtpTransport(
    transportInputSchema.parse({
      host: server.host,
      port: server.port,
      tls: 'none',
      ...options,
    }) as SmtpConfig,
    silence,
  );

export const contentFor = (to: string): string => `To: ${to}\r\n\r\nDear ${to}\r\n`;

export const messageTo = (to: string, content = contentFor(to)): OutgoingMessage => ({
  envelope: { from: 'news@example.com', to },
  content: [Buffer.from(content)],
});

/** c1@example.com, c2@example.com, … */
export const addresses = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `c${index + 1}@example.com`);

/** A feed of messages, and what became of each. Settling one twice, or one that was not taken, fails. */
export function feedOf(messages: readonly OutgoingMessage[], turn: Feed['turn'] = () => true) {
  const outcomes = new Map<string, Outcome>();
  const taken = new Set<OutgoingMessage>();
  let next = 0;
  const feed: Feed = {
    take() {
      const message = messages[next++];
      if (message) taken.add(message);
      return message;
    },
    wait: () => Promise.resolve(false),
    turn,
    settle(message, outcome) {
      if (!taken.delete(message)) throw new Error(`${message.envelope.to} was settled twice`);
      outcomes.set(message.envelope.to, outcome);
    },
  };
  return { feed, outcomes, taken };
}

/** Sends to c1@example.com, c2@… over one connection at a time. @returns what became of each, in order */
export async function sendTo(
  server: { host: string; port: number },
  count: number,
  options: Partial<TransportInput> = {},
  turn?: Feed['turn'],
): Promise<(Outcome | undefined)[]> {
  const transport = openTo(server, options);
  const { feed, outcomes, taken } = feedOf(
    addresses(count).map((to) => messageTo(to)),
    turn,
  );
  await transport.carry(feed);
  transport.close();
  expect([...taken]).toEqual([]);
  return addresses(count).map((to) => outcomes.get(to));
}
