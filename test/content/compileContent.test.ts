import { compile, htmlOf, render, textOf, UNSUBSCRIBE_URL } from './rendering';
import { renderContent } from '../../lib/content';

test('variables are filled in everywhere, for each recipient', () => {
  const compiled = compile({
    subject: 'Dear {{name}}',
    previewText: 'News for {{name}}',
    body: '<p>Hello {{name}}</p>',
    bodyText: 'Hello {{name}}',
  });
  for (const name of ['Ana', 'Ben']) {
    const scope = { variables: { name }, token: '', unsubscribeUrl: UNSUBSCRIBE_URL };
    const { subject, previewText, html, text } = renderContent(compiled, scope);
    expect(subject).toBe(`Dear ${name}`);
    expect(previewText).toBe(`News for ${name}`);
    expect(html).toContain(`News for ${name}`);
    expect(html).toContain(`<p>Hello ${name}</p>`);
    expect(text).toMatch(new RegExp(`^Hello ${name}\n`));
  }
});

test('a missing value is empty, wherever it is missing', () => {
  expect(textOf('[{{nothing}}][{{nothing.at.all}}][{{empty}}]', { empty: null })).toBe('[][][]');
});

test('numbers and false are values', () => {
  expect(textOf('{{points}} {{vip}}', { points: 0, vip: false })).toBe('0 false');
});

describe('blocks', () => {
  test('if and unless, with else', () => {
    const template = '{{#if vip}}gold{{else}}free{{/if}} {{#unless vip}}no{{/unless}}';
    expect(textOf(template, { vip: true })).toBe('gold ');
    expect(textOf(template, { vip: false })).toBe('free no');
    expect(textOf('{{#if a}}a{{else if b}}b{{else}}c{{/if}}', { b: true })).toBe('b');
  });

  test('each goes through a list, with goes into an object, and ../ looks outside', () => {
    const variables = {
      name: 'Ana',
      items: [{ title: 'Beans' }, { title: 'Mill' }],
      city: { name: 'Lisbon' },
    };
    expect(textOf('{{#each items}}{{@index}}:{{title}} {{/each}}', variables)).toBe('0:Beans 1:Mill ');
    expect(textOf('{{#with city}}{{../name}} in {{name}}{{/with}}', variables)).toBe('Ana in Lisbon');
  });

  test('stay where they are between the rows of a table', () => {
    const body = '<table>{{#each items}}<tr><td>{{this}}</td></tr>{{/each}}</table>';
    const rows = '<table><tr><td>a</td></tr><tr><td>b</td></tr></table>';
    expect(htmlOf(body, { items: ['a', 'b'] })).toBe(rows);
  });
});

describe('escaping', () => {
  const sly = { name: `<b>"A" & 'B'</b>` };

  test.each(['{{name}}', '{{{name}}}', '{{&name}}', '{{#with name}}{{{this}}}{{/with}}'])(
    'a value cannot write HTML into the message: %s',
    (tag) => {
      expect(htmlOf(`<p>${tag}</p>`, sly)).toBe(
        '<p>&lt;b&gt;&quot;A&quot; &amp; &#x27;B&#x27;&lt;/b&gt;</p>',
      );
    },
  );

  test('nor out of an attribute', () => {
    expect(htmlOf('<img alt="{{name}}">', { name: '"><script>' })).toBe(
      '<img alt="&quot;&gt;&lt;script&gt;">',
    );
  });

  test('nor through the preview text', () => {
    expect(render({ previewText: 'For {{name}}' }, sly).html).toContain('For &lt;b&gt;');
  });

  test('subject and text are not HTML, so nothing is escaped there', () => {
    expect(render({ subject: '{{name}}' }, sly).subject).toBe(sly.name);
    expect(textOf('{{name}}', sly)).toBe(sly.name);
  });
});

test('values that make more of a message than an email are refused, instead of filling the memory', () => {
  expect(() => render({ body: `<p>${'{{x}}'.repeat(100)}</p>` }, { x: 'y'.repeat(90_000) })).toThrow(
    'The message has more than 5000000 characters once it is filled in. Show less in it.',
  );
});

test('a line break in a value does not reach the subject', () => {
  const { subject } = render(
    { subject: 'Dear {{name}}' },
    { name: 'Ana\r\nBcc: everyone@example.com\u2028\0!\n' },
  );
  expect(subject).toBe('Dear Ana Bcc: everyone@example.com !');
});

describe('nothing but the contact is reachable', () => {
  afterEach(() => jest.restoreAllMocks());

  test.each([
    '{{constructor}}',
    '{{__proto__}}',
    '{{toString}}',
    '{{hasOwnProperty}}',
    '{{name.constructor.name}}',
    '{{#with name}}{{toString}}{{/with}}',
    '{{#each __proto__}}x{{/each}}',
    '{{#if constructor}}x{{/if}}',
    '{{lookup.constructor}}',
    '{{@root.constructor}}',
  ])('%s is empty, and nothing is logged', (tag) => {
    const logged = (['error', 'warn', 'info', 'log'] as const).map((level) =>
      jest.spyOn(console, level).mockImplementation(),
    );
    expect(textOf(`[${tag}]`, { name: 'Ana' })).toBe('[]');
    for (const log of logged) expect(log).not.toHaveBeenCalled();
  });

  test('a field of such a name is a field like any other', () => {
    const fields = JSON.parse('{"constructor":"builder","log":"book"}') as Record<string, string>;
    expect(textOf('{{constructor}} {{this.log}}', fields)).toBe('builder book');
  });
});

test('the images that a body shows are known, also those in a block', () => {
  const body = '{{#if vip}}<img src="cid:logo">{{/if}}<td background="cid:a%40b">{{unsubscribe_url}}';
  expect([...compile({ body }).contentIds]).toEqual(['logo', 'a@b']);
});
