import { openSmtpTransport } from '../../../lib/delivery';
import { type TransportConfig, transportInputSchema } from '../../../lib/model';
import { relayOptions } from '../../support/campaigns';
import { type SmtpServerSwitches, startSmtpServer, type TestSmtpServer } from '../../support/smtpServer';

const envelope = { from: 'news@example.com', to: 'ana@example.com' };
const text = 'Subject: Hi\r\n\r\nfirst\r\n..dots\r\n.\r\nlast\r\n';
const inPieces = (...ends: number[]) =>
  ends.map((end, index) => Buffer.from(text.slice(ends[index - 1] ?? 0, end)));
const configFor = (relay: TestSmtpServer): TransportConfig => transportInputSchema.parse(relayOptions(relay));

async function sendTo(switches: SmtpServerSwitches, content: Buffer[], to = envelope.to) {
  const relay = await startSmtpServer(switches);
  const transport = openSmtpTransport(configFor(relay));
  const outcome = await transport.send({ envelope: { ...envelope, to }, content });
  transport.close();
  await relay.stop();
  return { outcome, messages: relay.messages };
}

describe('a message over SMTP', () => {
  test.each([
    ['in one piece', inPieces(text.length)],
    ['in several', inPieces(3, 20, text.length)],
    ['with an empty piece', [...inPieces(text.length), Buffer.alloc(0)]],
  ])('arrives byte for byte, %s', async (_, content) => {
    const { outcome, messages } = await sendTo({}, content);
    expect(outcome.type).toBe('accepted');
    expect(messages[0]).toMatchObject({ from: envelope.from, to: [envelope.to] });
    expect(messages[0]!.raw.toString()).toBe(text);
  });

  test('leaves what many messages share as it is', async () => {
    const content = inPieces(20, text.length);
    await sendTo({}, content);
    expect(Buffer.concat(content).toString()).toBe(text);
  });

  test.each([
    ["an apostrophe's", "o'neil@example.com"],
    ['a plus', 'ana+news@example.com'],
    ["another script's", 'ünï@example.com'],
  ])('reaches an address with %s', async (_, to) => {
    const { messages } = await sendTo({}, inPieces(text.length), to);
    expect(messages[0]!.to).toEqual([to]);
  });

  test.each<[string, SmtpServerSwitches, string]>([
    ['after its last byte is in doubt', { hangUpAfterMessage: true }, 'unknown'],
    ['before its first has not begun', { hangUpAt: 'RCPT TO' }, 'unavailable'],
  ])('that is cut off %s', async (_, switches, type) => {
    for (const content of [inPieces(text.length), inPieces(20, text.length)]) {
      expect((await sendTo(switches, content)).outcome.type).toBe(type);
    }
  });
});
