import { seededRandom } from '../../support/random';
import { fillSample, rawHeaders } from './sample';
import { strangeName, strangeProgram, strangeText } from './strangeText';

const HEADERS = [
  'From',
  'To',
  'Reply-To',
  'Subject',
  'Date',
  'Message-ID',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'List-Id',
  'Feedback-ID',
  'Precedence',
  'X-Auto-Response-Suppress',
  'X-Mailtarget-Test',
  'MIME-Version',
  'Content-Type',
];

function strangeMessage(random: ReturnType<typeof seededRandom>, address: string): Buffer {
  const mailbox = () => ({ name: strangeText(random), address });
  const attachment = {
    filename: strangeText(random),
    contentType: 'text/plain',
    content: Buffer.from(strangeText(random)).toString('base64'),
  };
  return fillSample({
    subject: strangeProgram(random),
    html: strangeProgram(random),
    text: strangeProgram(random),
    options: {
      from: mailbox(),
      replyTo: address,
      feedbackId: strangeName(random),
      oneClick: true,
      test: true,
      attachments: random.chance(0.5) ? [attachment] : [],
    },
    recipient: { to: mailbox() },
    scope: {
      token: strangeText(random),
      unsubscribeUrl: `https://x.example/${'u'.repeat(random.oneOf([1, 40, 200, 990, 3000]))}`,
    },
  });
}

test.each([1, 2, 3, 4, 5])('what goes over the wire needs no care on the way (seed %i)', (seed) => {
  const random = seededRandom(seed);
  for (let round = 0; round < 60; round++) {
    const address = random.oneOf(['ana@b.example', 'zoë.日本@b.example']);
    const message = strangeMessage(random, address);
    const bytes = message.toString('latin1');
    const lines = bytes.split('\r\n');
    const [headers, body] = [bytes.split('\r\n\r\n', 1)[0]!, bytes.slice(bytes.indexOf('\r\n\r\n'))];
    const withoutAddresses = bytes.replaceAll(Buffer.from(address).toString('latin1'), '');
    const bodyLines = body.split('\r\n').filter((line) => !/^ filename="/.test(line));

    expect(lines.filter((line) => /[\r\n]/.test(line))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('.') || line.startsWith('From '))).toEqual([]);
    expect(withoutAddresses.match(/[^\t\r\n -~]/)).toBeNull();
    expect(headers.split('\r\n').filter((line) => line.length > 998)).toEqual([]);
    expect(headers.split('\r\n').filter((line) => line.trim() === '')).toEqual([]);
    expect(bodyLines.filter((line) => line.length > 76)).toEqual([]);
    expect(bodyLines.filter((line) => /[ \t]$/.test(line))).toEqual([]);
    expect(body.endsWith('--\r\n')).toBe(true);
    expect([...rawHeaders(message).keys()]).toEqual(HEADERS);
  }
});

test.each([1, 2])('encoded words are short, and whole (seed %i)', (seed) => {
  const random = seededRandom(seed);
  for (let round = 0; round < 60; round++) {
    const subject = rawHeaders(fillSample({ subject: [strangeText(random), '☕'] })).get('Subject')!;
    for (const line of subject.split('\r\n')) {
      const [word, letter, payload] = /=\?utf-8\?([QB])\?([^?]*)\?=$/.exec(line)!;
      const bytes =
        letter === 'B'
          ? Buffer.from(payload!, 'base64')
          : Buffer.from(unescape(payload!.replaceAll('=', '%')), 'latin1');
      expect(word.length).toBeLessThanOrEqual(75);
      expect(line.length).toBeLessThanOrEqual(76);
      expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).not.toThrow();
    }
  }
});
