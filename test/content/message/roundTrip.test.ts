import { type Program, runProgram, type Scope } from '../../../lib/content/program';
import { seededRandom } from '../../support/random';
import { lines, READERS } from './read';
import { fillSample } from './sample';
import { strangeName, strangeProgram, strangeText } from './strangeText';

const ROUNDS = 60;
const scope: Scope = { variables: {}, token: 'c4.d77-Qx_9', unsubscribeUrl: 'https://x.example/u' };

/** Nobody can send a lone surrogate. */
const asWritten = (program: Program): string => lines(runProgram(program, scope)).toWellFormed();

/** A header is one line; readers see no difference between one space and several. */
const onOneLine = (text: string): string =>
  text
    .replaceAll(/\p{Cc}|\u2028/gu, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()
    .toWellFormed();

describe.each(Object.entries(READERS))('%s', (_, read) => {
  test.each([1, 2, 3, 4])('reads what was written, whatever fills the holes (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    for (let round = 0; round < ROUNDS; round++) {
      const [subject, html, text] = [1, 2, 3].map(() => strangeProgram(random));
      const from = { name: strangeName(random), address: 'letters@lantern.example' };
      const to = { name: strangeName(random), address: random.oneOf(['a@b.example', 'zoë.日本@b.example']) };
      const content = Buffer.from(strangeText(random));
      const attachment = {
        // postal-mime decodes encoded words in a file name, where they mean nothing.
        filename: `${strangeName(random).replaceAll('=?', '')}.bin`,
        contentType: 'application/x-strange',
        content: content.toString('base64'),
      };
      const attachments = random.chance(0.5) ? [attachment] : [];

      const message = fillSample({
        ...{ subject, html, text, scope },
        options: { from, attachments },
        recipient: { to },
      });
      const mail = await read(message);

      expect({
        subject: onOneLine(mail.subject),
        from: { ...mail.from, name: onOneLine(mail.from.name) },
        to: { ...mail.to, name: onOneLine(mail.to.name) },
        html: mail.html,
        text: mail.text,
        files: mail.attachments.map((file) => [onOneLine(file.fileName), file.content.toString('hex')]),
      }).toEqual({
        subject: onOneLine(runProgram(subject!, scope)),
        from: { ...from, name: onOneLine(from.name) },
        to: { ...to, name: onOneLine(to.name) },
        html: asWritten(html!),
        text: asWritten(text!),
        files: attachments.map(() => [onOneLine(attachment.filename), content.toString('hex')]),
      });
    }
  });
});
