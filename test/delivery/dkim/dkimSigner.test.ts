import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { dkimVerify } from 'mailauth/lib/dkim/verify';
import { dkimSigner } from '../../../lib/delivery/dkim';
import { fillSample } from '../../content/message/sample';
import { seededRandom } from '../../support/random';

const domain = 'example.com';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ed25519 = generateKeyPairSync('ed25519');
const KEYS = { rsa, ed25519 };

const sign = (key: { privateKey: KeyObject }, content: readonly Buffer[]) =>
  dkimSigner({
    domain,
    selector: 'news',
    privateKey: key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  })(content);

/** What the DNS says of the selector (RFC 6376 section 3.6.1, RFC 8463 section 4). */
function dnsRecord({ publicKey }: { publicKey: KeyObject }): string {
  if (publicKey.asymmetricKeyType === 'ed25519') {
    return `v=DKIM1; k=ed25519; p=${Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url').toString('base64')}`;
  }
  return `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;
}

async function resultOf(key: { publicKey: KeyObject }, message: Buffer) {
  const { results } = await dkimVerify(message, {
    resolver: async (name) => (name === `news._domainkey.${domain}` ? [[dnsRecord(key)]] : []),
  });
  expect(results).toHaveLength(1);
  return results[0]!.status.result;
}

const message = (headers: string, body: string) =>
  Buffer.from(`${headers.replaceAll('\n', '\r\n')}\r\n${body.replaceAll('\n', '\r\n')}`);
const HEADERS =
  'From: News <news@example.com>\nTo: ana@example.net\nSubject: Hello\nDate: Mon, 23 Nov 2026 08:00:00 +0000\n';

/** As a campaign sends it. */
const campaignMessage = () =>
  fillSample({
    subject: [
      'Grüße von der Rösterei, mit einem Betreff, der für eine einzige Zeile viel zu lang geraten ist',
    ],
    html: ['<p>   Hello\t you  \n\n\n<b>there</b></p>\n\n\n'],
    options: {
      replyTo: 'reply@example.com',
      oneClick: true,
      attachments: [
        {
          filename: 'menu.pdf',
          contentType: 'application/pdf',
          content: Buffer.alloc(9000).toString('base64'),
        },
      ],
    },
  });

describe.each(Object.entries(KEYS))('a signature with %s', (_, key) => {
  const signed = async (content: readonly Buffer[]) => Buffer.concat([await sign(key, content), ...content]);

  test("holds for a campaign's message with its attachment", async () => {
    expect(await resultOf(key, await signed([campaignMessage()]))).toBe('pass');
  });

  test.each([
    ['without a body', HEADERS, ''],
    ['whose body is blank lines', HEADERS, '\n \n\t\n\n'],
    ['whose body begins with blank lines', HEADERS, '\n\n  \nHello\n'],
    ['with blank lines at its end', HEADERS, 'Hello\n\n\n'],
    ['with spaces at the ends of lines', HEADERS, 'Hello \t \n you  and\t\tme \n  \nend  '],
    ['whose last line has no end', HEADERS, 'Hello'],
    [
      'with folded headers',
      `${HEADERS.replace('Hello', 'Hello \n\t you,\n   and  you ')}Reply-To:\n reply@example.com\n`,
      'x\n',
    ],
    [
      'with UTF-8 in header and body',
      HEADERS.replace('Hello', 'Grüße à toi\u00a0').replace('ana', 'añà'),
      'Größe\u00a0 \n à \n',
    ],
    ['with a header twice', `X-One: 1\n${HEADERS}List-Id: <a.example>\nList-Id: <b.example>\n`, 'x\n'],
    ['with strange spellings of names', HEADERS.replace('To:', 'TO :').replace('Date', 'dATE'), 'x\n'],
  ])('holds for a message %s', async (_name, headers, body) => {
    expect(await resultOf(key, await signed([message(headers, body)]))).toBe('pass');
  });

  test('holds wherever a message is cut into pieces', async () => {
    const whole = message(HEADERS, '\n Hello \t you \n\n  \n\tand  \nyou \n \n\n');
    const { below } = seededRandom(5);
    for (let turn = 0; turn < 40; turn++) {
      const [one, other] = [below(whole.length), below(whole.length)].sort((a, b) => a - b);
      const pieces = [whole.subarray(0, one), whole.subarray(one, other), whole.subarray(other)];
      expect(await resultOf(key, await signed(pieces))).toBe('pass');
    }
  });

  test('survives what servers do to spaces, and nothing else', async () => {
    const text = (
      await signed([
        message(
          `${HEADERS}List-Unsubscribe: <https://a>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n`,
          'Hello you\n',
        ),
      ])
    ).toString();
    const changed = (from: string, to: string) => {
      expect(text).toContain(from);
      return resultOf(key, Buffer.from(text.replace(from, to)));
    };
    expect(await changed('Hello you\r\n', 'Hello   you \r\n\r\n')).toBe('pass');
    expect(await changed('Subject: Hello', 'Subject:\r\n  Hello ')).toBe('pass');
    expect(await changed('Hello you\r\n', 'Hello You\r\n')).not.toBe('pass');
    expect(await changed('Hello you\r\n', 'Hello you\r\nand more\r\n')).not.toBe('pass');
    expect(await changed('Subject: Hello', 'Subject: Bye')).not.toBe('pass');
    expect(await changed('To: ana', 'To: bob')).not.toBe('pass');
    expect(await changed('<https://a>', '<https://b>')).not.toBe('pass');
    expect(await changed('=One-Click', '=Other')).not.toBe('pass');
    expect(await changed('From: News', 'From: Bob <bob@example.com>\r\nFrom: News')).not.toBe('pass');
  });
});

test('a signature says what it covers, in lines that are not too long', async () => {
  const header = (await sign(rsa, [campaignMessage()])).toString();
  expect(Math.max(...header.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78);
  expect(header.replaceAll(/\r\n\s/g, '')).toMatch(
    /^DKIM-Signature: v=1; a=rsa-sha256; c=relaxed\/relaxed;d=example.com; s=news;h=from:from:to:subject:date:message-id:reply-to:mime-version:content-type:list-unsubscribe:list-unsubscribe-post:list-id:feedback-id;bh=[\w+/=]+;b=[\w+/=]+\r\n$/,
  );
});
