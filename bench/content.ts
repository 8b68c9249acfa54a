import { createSecretKey, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Addressee, compileContent, compileMessage, variablesFor } from '../lib/content';
import { type CampaignKey, type ContactKey, signDelivery } from '../lib/model';
import type { Bench } from './main';
import { openComposer, type Recipient } from './support/composer';
import { BODY, LINKS, makeReaders, PREVIEW, SUBJECT, SUBSTITUTION_DATA } from './support/longNewsletter';
import { median } from './support/median';
import { PUBLIC_URL, SENDER } from './support/newsletter';

const ROUNDS = 9;
const MESSAGES = 3000;
/** It is slow, and needs no more for a steady figure. */
const COMPOSED = 150;
const COMPILES = 7;
const CORPUS = join(__dirname, '../test/corpus/html');
const CAMPAIGN = 17 as CampaignKey;
const HEADERS = { listId: 'campaigns.lanternstreet.example', feedbackId: '17:1:campaign:mailtarget' };

/**
 * Finished messages a second in one thread, everything that is each recipient's own included (variables, a signed token,
 * rendering, encoding), against Handlebars with nodemailer's MailComposer, and against the mere joining of as many
 * bytes in as many buffers. They take turns. And how long a campaign takes to compile.
 */
export const bench: Bench = async (report) => {
  const { parts, message } = compile(BODY, SUBJECT, PREVIEW);
  const fill = ({ variables, token, unsubscribeUrl, ...recipient }: Recipient): Buffer[] =>
    message.fill({ ...recipient, scope: { variables, token, unsubscribeUrl } });
  const compose = openComposer(HEADERS);
  const readers = makeReaders(MESSAGES);
  const recipientOf = recipients();

  const first = recipientOf(readers[0]!, 0);
  const sample = Buffer.concat(fill(first));
  checkAlike(sample, await compose(first));
  const buffers = slice(sample, parts.html.length + parts.text.length + 1);

  const rates = { fill: [] as number[], composer: [] as number[], concat: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.fill.push(await rate(readers, (reader, n) => fill(recipientOf(reader, n))));
    rates.composer.push(
      await rate(readers.slice(0, COMPOSED), (reader, n) => compose(recipientOf(reader, n))),
    );
    rates.concat.push(await rate(readers, () => Buffer.concat(buffers)));
  }
  report('content.message_size', sample.length / 1000, 'KB');
  report('content.fill_rate', median(rates.fill), 'messages/s');
  report('content.vs_composer', ratio(rates.fill, rates.composer), 'times');
  report('content.vs_concat', ratio(rates.fill, rates.concat), 'times');

  const compileTimes = readdirSync(CORPUS)
    .filter((file) => file.endsWith('.html'))
    .map((file) => ({
      name: basename(file, '.html'),
      ms: compileTime(readFileSync(join(CORPUS, file), 'utf8')),
    }));
  for (const { name, ms } of compileTimes) report(`content.compile_ms.${name}`, ms, 'ms');
  report('content.compile_ms', Math.max(...compileTimes.map(({ ms }) => ms)), 'ms');
};

/** What a pump does for each reader before the message is made. */
function recipients(): (reader: Addressee, n: number) => Recipient {
  const key = createSecretKey(randomBytes(32));
  return (reader, n) => {
    const token = signDelivery(key, CAMPAIGN, (n + 1) as ContactKey);
    return {
      messageId: `<${CAMPAIGN}.${n}.bench@lanternstreet.example>`,
      to: { name: reader.name ?? '', address: reader.email },
      date: Date.now(),
      variables: variablesFor(reader, SUBSTITUTION_DATA, null),
      token,
      unsubscribeUrl: `${PUBLIC_URL}/u/${token}`,
    };
  };
}

function compile(body: string, subject: string, previewText: string) {
  const content = { subject, previewText, body, bodyText: null, utm: null, sender: SENDER };
  const parts = compileContent(content, { tracking: { publicUrl: PUBLIC_URL, opens: true, clicks: true } });
  const message = compileMessage(parts, {
    ...HEADERS,
    from: { name: SENDER.name, address: SENDER.email },
    replyTo: null,
    oneClick: true,
    attachments: [],
  });
  return { parts, message };
}

/** From what the author wrote to messages that only need filling. */
function compileTime(body: string): number {
  const times = Array.from({ length: COMPILES }, () => {
    const start = performance.now();
    compile(body, 'News', 'More inside');
    return performance.now() - start;
  });
  return median(times);
}

/** @returns calls a second */
async function rate<T>(inputs: readonly T[], make: (input: T, n: number) => unknown): Promise<number> {
  const start = performance.now();
  for (const [n, input] of inputs.entries()) {
    const made = make(input, n);
    if (made instanceof Promise) await made;
  }
  return (1000 * inputs.length) / (performance.now() - start);
}

/** A comparison of different messages would say nothing. */
function checkAlike(ours: Buffer, theirs: Buffer): void {
  const [mine, other] = [ours, theirs].map((message) => ({
    size: message.length,
    links: message.toString().replaceAll('=\r\n', '').split(`${PUBLIC_URL}/c/`).length - 1,
  }));
  if (
    mine!.links !== 2 * LINKS ||
    other!.links !== 2 * LINKS ||
    Math.abs(mine!.size / other!.size - 1) > 0.1
  ) {
    throw new Error(`These are different messages: ${JSON.stringify({ mine, other })}.`);
  }
}

const slice = (bytes: Buffer, count: number): Buffer[] =>
  Array.from({ length: count }, (_, n) =>
    Buffer.from(bytes.subarray((n * bytes.length) / count, ((n + 1) * bytes.length) / count)),
  );

/** The median of the rounds' own ratios. */
const ratio = (ours: number[], theirs: number[]): number =>
  median(ours.map((value, round) => value / theirs[round]!));
