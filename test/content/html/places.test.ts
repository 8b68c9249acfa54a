import type { MailtargetError } from '../../../lib/model';
import { htmlOf } from '../rendering';

const SLY = `"><script>alert('x')</script>`;
const failureOf = (body: string): Partial<MailtargetError> => {
  try {
    htmlOf(body);
    return {};
  } catch (error) {
    return error as MailtargetError;
  }
};

describe('a value is escaped for the place where it stands', () => {
  test.each([
    ['in a text', '<p>{{x}}</p>', '<p>&quot;&gt;&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;</p>'],
    [
      'in an attribute',
      '<img alt="{{x}}">',
      '<img alt="&quot;&gt;&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;">',
    ],
    [
      'in a title',
      '<title>{{x}}</title>',
      '<title>&quot;&gt;&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;</title>',
    ],
    [
      'in a comment',
      '<!-- {{x}} -->',
      '<!-- &quot;&gt;&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; -->',
    ],
    ['in a style', '<p style="color: {{x}}">a</p>', '<p style="color: ">a</p>'],
  ])('%s', (_, body, html) => {
    expect(htmlOf(body, { x: SLY })).toBe(html);
  });

  test('a comment ends where browsers end it', () => {
    const link = (comment: string) => htmlOf(`${comment}<a href="{{x}}">`, { x: 'javascript:alert(1)' });
    for (const comment of ['<!-- x --!>', '<!-->', '<!--->', '<!-- -- > -->'])
      expect(link(comment)).toContain('"#"');
  });

  test('a comment cannot be ended by one', () => {
    expect(htmlOf('<!-- {{x}}> -->', { x: '--' })).not.toContain('-->  -->');
    expect(htmlOf('<!--{{x}}-->', { x: '--><b>' })).not.toContain('<b>');
  });

  test('a colour and a length are styles', () => {
    expect(htmlOf('<p style="color: {{c}}; width: {{w}}">a</p>', { c: '#a1b2c3', w: '10.5%' })).toBe(
      '<p style="color: #a1b2c3; width: 10.5%">a</p>',
    );
  });
});

describe('a URL', () => {
  const link = (url: string, variables: object) =>
    /href="([^"]*)"/.exec(htmlOf(`<a href="${url}">a</a>`, { ...variables }))![1];

  test.each([
    ['https://shop.example/?a=1&b=2#c', 'https://shop.example/?a=1&amp;b=2#c'],
    ['http://shop.example', 'http://shop.example'],
    ['HTTPS://shop.example', 'HTTPS://shop.example'],
    ['mailto:ana@example.com', 'mailto:ana@example.com'],
    ['tel:+351123', 'tel:+351123'],
    ['/relative/path', '/relative/path'],
    ['https://shop.example/a b', 'https://shop.example/a%20b'],
    ['https://shop.example/caf%C3%A9', 'https://shop.example/caf%C3%A9'],
    ['https://shop.example/"onclick="x', 'https://shop.example/%22onclick=%22x'],
    ['javascript:alert(1)', '#'],
    ['JaVaScRiPt:alert(1)', '#'],
    [' javascript:alert(1)', '#'],
    ['java\tscript:alert(1)', '#'],
    ['java\nscript\r:alert(1)', '#'],
    ['\u0001javascript:alert(1)', '#'],
    ['data:text/html,x', '#'],
    ['vbscript:x', '#'],
    ['file:///etc/passwd', '#'],
  ])('that is %j as a whole becomes %s', (url, written) => {
    expect(link('{{url}}', { url })).toBe(written);
  });

  test.each([
    ['https://shop.example/p/{{x}}', 'a/b?c=d&e#f', 'https://shop.example/p/a/b%3Fc%3Dd%26e%23f'],
    ['https://shop.example/?q={{x}}', 'a/b?c=d&e#f', 'https://shop.example/?q=a%2Fb%3Fc%3Dd%26e%23f'],
    ['https://shop.example/#{{x}}', "it's", 'https://shop.example/#it%27s'],
    ['https://{{x}}.shop.example/', 'evil.example/', 'https://evil.example%2F.shop.example/'],
    ['https://{{x}}', 'user@evil.example', 'https://user%40evil.example'],
    ['mailto:{{x}}', 'ana+news@example.com?bcc=all', 'mailto:ana+news@example.com%3Fbcc%3Dall'],
    ['{{base}}/p/{{x}}', 'a b', 'https://shop.example/p/a%20b'],
    ['java{{x}}', 'script:alert(1)', 'javascript%3Aalert(1)'],
    ['https://shop.example/{{x}}', '\ud800', 'https://shop.example/%EF%BF%BD'],
  ])('%s keeps what it is with %j in it', (url, x, written) => {
    expect(link(url, { x, base: 'https://shop.example' })).toBe(written);
  });

  test('of a picture is one too', () => {
    expect(htmlOf('<img src="{{x}}" alt="">', { x: 'javascript:alert(1)' })).toContain('src="#"');
  });
});

const AMONG_ATTRIBUTES =
  'a variable cannot stand among the attributes of a tag, only in the quotes of a value.';
const SCHEME = 'write out how a link begins, as in https://{{host}}/; a variable cannot be its scheme.';
const HOST =
  'write a / between the host of a link and a variable, as in https://example.com/{{path}}; otherwise it could change the host.';
const NOT_ALWAYS =
  'what stands before this variable is not always the same kind of place; write the whole URL in each branch.';
const WORD = 'put a blank behind the block: what it writes and what follows would be one word.';
const SAME_PLACE = (block: string) =>
  `{{#${block}}} has to end in the same place of the HTML in which it begins: close in it what is opened in it.`;

test.each([
  ['<script>x = "{{x}}"</script>', 14, 'a variable cannot stand in <script>.'],
  ['<style>p { color: {{x}} }</style>', 19, 'a variable cannot stand in <style>.'],
  ['<p onclick="{{x}}">a</p>', 13, 'a variable cannot stand in onclick.'],
  ['<{{x}}>a</p>', 2, AMONG_ATTRIBUTES],
  ['<h{{x}}>a</h1>', 3, AMONG_ATTRIBUTES],
  ['<p {{x}}>a</p>', 4, AMONG_ATTRIBUTES],
  ['<p class{{x}}="a">a</p>', 9, AMONG_ATTRIBUTES],
  ['<!doctype {{x}}>', 11, AMONG_ATTRIBUTES],
  ['<a href={{x}}>a</a>', 9, 'put the value of href in quotes.'],
  ['<a href=https://a.example/{{x}}>a</a>', 27, 'put the value of href in quotes.'],
  ['<a href="{{x}}://{{y}}">a</a>', 18, SCHEME],
  ['<a href="{{x}}:alert(1)">a</a>', 10, SCHEME],
  ['<p {{#if x}}class="{{else}}title="{{/if}}">a</p>', 4, SAME_PLACE('if')],
  ['<p {{#if x}}class="a">{{/if}}a</p>', 4, SAME_PLACE('if')],
  ['{{#if x}}<!-- {{/if}}a', 1, SAME_PLACE('if')],
  ['{{#each x}}<p title="{{else}}<p title="{{/each}}">', 1, SAME_PLACE('each')],
  [
    '<a href="https://a.example/{{#if x}}">{{/if}}a</a>',
    28,
    'a link has to begin and end in the same block.',
  ],
  ['<a href="{{#if x}}https://a.example/{{/if}}{{y}}">a</a>', 44, NOT_ALWAYS],
  ['<a {{#if x}}href{{else}}title{{/if}}="{{x}}">a</a>', 4, WORD],
  ['<a hr{{#if x}}ef{{/if}}="{{x}}">a</a>', 6, WORD],
  ['<a {{#if x}}href {{/if}}="{{x}}">a</a>', 27, AMONG_ATTRIBUTES],
  ['<a href="{{#if x}}{{x}}{{else}}https{{/if}}://shop.example/{{x}}">a</a>', 60, SCHEME],
  ['<a href="{{#if x}}{{x}}{{else}}https{{/if}}://shop.example/">a</a>', 10, SCHEME],
  ['<{{#if x}}script{{else}}b{{/if}}>{{x}}</b>', 2, SAME_PLACE('if')],
  ['<{{#if x}}/{{/if}}style>{{x}}</style>', 2, SAME_PLACE('if')],
  ['<a href="{{x}}&colon;alert(1)">a</a>', 10, SCHEME],
  ['<a href="{{x}}&#58;alert(1)">a</a>', 10, SCHEME],
  ['<svg><title><a href="{{x}}">', 22, 'a variable cannot stand in <svg> or <math>.'],
  ['<style></stylex>{{x}}</style>', 17, 'a variable cannot stand in <style>.'],
  ['<a href="https://shop.example{{x}}">a</a>', 30, HOST],
  ['<a href="https://shop.example&#46;x{{x}}">a</a>', 36, HOST],
  ['<a href="//shop.example{{x}}">a</a>', 24, HOST],
  ['<a href="{{x}}{{x}}">a</a>', 15, HOST],
  ['<p style="background: url(https://cdn.example/{{x}})">a</p>', 47, 'a variable cannot stand in url().'],
  ['<iframe srcdoc="{{x}}"></iframe>', 17, 'a variable cannot stand in <iframe>.'],
  ['<meta http-equiv="refresh" content="0;url={{x}}">', 43, 'a variable cannot stand in <meta>.'],
  ['<base href="{{x}}">', 13, 'a variable cannot stand in <base>.'],
  ['<div srcdoc="{{x}}"></div>', 14, 'a variable cannot stand in srcdoc.'],
])('%s is refused', (body, column, problem) => {
  expect(failureOf(body)).toMatchObject({
    code: 'TEMPLATE_INVALID',
    message: `body, line 1, column ${column}: ${problem}`,
  });
});

test.each([
  ['blocks around attributes', '<p {{#if x}}class="{{x}}"{{/if}}>a</p>'],
  ['blocks around elements', '{{#if x}}<p>a</p>{{else}}<h1>b</h1>{{/if}}'],
  [
    'an element that is opened in one block and closed in another',
    '{{#if x}}<b>{{/if}}a{{#if x}}</b>{{/if}}',
  ],
  ['a whole link by condition', '<a href="{{#if x}}https://a.example{{else}}https://b.example{{/if}}">a</a>'],
  [
    'blocks right behind the name of an element',
    '<td{{#if x}} class="a"{{/if}}>a</td><td {{#if x}}nowrap{{/if}}>',
  ],
  ['a word by condition between attributes', '<td {{#if x}}nowrap {{/if}}class="{{x}}">a</td>'],
  ['a query by condition', '<a href="https://a.example/p{{#if x}}?ref={{x}}{{/if}}">a</a>'],
  ['a whole link or another', '<a href="{{#if x}}{{x}}{{else}}https://a.example{{/if}}">a</a>'],
  ['a list in a URL', '<a href="https://a.example/{{#each x}}{{this}},{{/each}}">a</a>'],
  [
    'different words in a title',
    '<title>{{#if x}}one{{else}}two{{/if}}</title><!-- {{#if x}}a{{else}}b{{/if}} --> {{x}}',
  ],
  ['a host that is a variable', '<a href="https://{{x}}/a">a</a><a href="https://{{x}}.a.example/">a</a>'],
  ['Outlook’s conditional comments', '<!--[if mso]><td title="{{x}}">{{x}}</td><![endif]-->'],
  ['those for all but Outlook', '<!--[if !mso]><!--><p title="{{x}}">{{x}}</p><!--<![endif]-->'],
  ['a lone < in a text', '1 < 2 {{x}} <3'],
  ['attributes of every notation', '<input disabled title = "{{x}}" data-a=\'{{x}}\' checked/>'],
  ['text behind raw text', '<style>p > a { color: "<p>" }</style><title>a</title>{{x}}'],
])('%s are understood', (_, body) => {
  expect(failureOf(body)).toEqual({});
});
