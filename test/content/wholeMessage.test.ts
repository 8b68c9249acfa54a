import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { compileContent, compileMessage, type Variables } from '../../lib/content';
import { inlineCss } from '../../lib/content/html/inlineCss';
import { addFooter } from '../../lib/content/html/insertions';
import { seededRandom } from '../support/random';
import { lines, READERS } from './message/read';
import { strangeText } from './message/strangeText';
import { contentWith, UNSUBSCRIBE_URL } from './rendering';

const folder = join(__dirname, '..', 'corpus', 'html');
const templates = readdirSync(folder).filter((name) => name.endsWith('.html'));
const SUBJECT = 'Dear {{name}}, {{product_name}}';
const READINGS = 12;

/** What the templates of the corpus put into URLs; these values keep to a form that needs no escaping there. */
const URL_PARTS: readonly [ending: string, prefix: string][] = [
  ['_url', 'https://shop.example/'],
  ['_email', 'help@shop.example'],
];

/** A value for every variable of a template, and rows for its lists. */
function strangeVariables(body: string, random: ReturnType<typeof seededRandom>): Variables {
  const names = [...body.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name!);
  const valueOf = (name: string): string => {
    const part = URL_PARTS.find(([ending]) => name.endsWith(ending));
    return part ? part[1] + random.below(1000) : strangeText(random);
  };
  const values = Object.fromEntries(names.map((name) => [name, valueOf(name)]));
  const rows = Array.from({ length: random.below(4) }, () => ({
    ...values,
    description: strangeText(random),
  }));
  return {
    ...values,
    name: strangeText(random),
    receipt_details: rows,
    invoice_details: rows,
    unsubscribe_url: UNSUBSCRIBE_URL,
  };
}

/** Handlebars writes `=` as an entity in attributes too, where we leave URLs readable. */
const plainEquals = (html: string): string => html.replaceAll('&#x3D;', '=');

describe.each(templates)('%s', (file) => {
  const body = readFileSync(join(folder, file), 'utf8');
  const content = contentWith({ subject: SUBJECT, body });
  const message = compileMessage(compileContent(content, { tracking: null }), {
    from: { name: 'Roastery', address: 'news@roastery.example' },
    ...{
      replyTo: null,
      listId: 'campaigns.roastery.example',
      feedbackId: '1',
      oneClick: false,
      attachments: [],
    },
  });
  const inlined = inlineCss(body);
  const source = body.includes('{{unsubscribe_url}}') ? inlined : addFooter(inlined, content.sender!);
  const theirHtml = Handlebars.compile(source);
  const theirSubject = Handlebars.compile(SUBJECT, { noEscape: true });

  test.each(Object.entries(READERS))(
    'reaches %s as Handlebars would render it, whoever it is for',
    async (_, read) => {
      const random = seededRandom(body.length);
      for (let i = 0; i < READINGS; i++) {
        const variables = strangeVariables(body, random);
        const bytes = message.fill({
          messageId: '<1.2@roastery.example>',
          to: { name: '', address: 'ana@example.com' },
          date: 0,
          scope: { variables, token: '', unsubscribeUrl: UNSUBSCRIBE_URL },
        });
        const mail = await read(Buffer.concat(bytes));
        expect(plainEquals(mail.html)).toBe(plainEquals(lines(theirHtml(variables)).toWellFormed()));
        expect(mail.subject.replaceAll(/\s+/g, '')).toBe(
          theirSubject(variables)
            .toWellFormed()
            .replaceAll(/[\s\p{Cc}]+/gu, ''),
        );
        expect(mail.text).not.toContain('{{');
      }
    },
  );
});
