import { derivedTextOf, htmlOf as fragmentOf, render } from '../rendering';

const variables = {
  name: 'Ana',
  url: 'https://roastery.example/?a=1&b=2',
  color: 'red',
  vip: true,
  rows: ['one', 'two'],
};
const htmlOf = (body: string) => fragmentOf(body, variables);
const textOf = (body: string) => derivedTextOf(body, variables);

describe('CSS', () => {
  test('moves from style blocks onto the elements', () => {
    expect(htmlOf('<style>p { color: green } .x { margin: 0 }</style><p class="x">Hello</p>')).toBe(
      '<p style="color: green; margin: 0;" class="x">Hello</p>',
    );
  });

  test('media queries stay in the style block', () => {
    const html = htmlOf(
      '<style>p { margin: 0 } @media (max-width: 600px) { p { margin: 9px } }</style><p>Hello</p>',
    );
    expect(html).toMatch(
      /<style>\s*@media \(max-width: 600px\) \{\s*p \{\s*margin: 9px;\s*\}\s*\}\s*<\/style>/,
    );
    expect(html).toContain('<p style="margin: 0;">');
  });

  test('conditional comments stay, and what is in them is not touched', () => {
    const outlook = '<!--[if mso]><table><tr><td class="x">{{name}}</td></tr></table><![endif]-->';
    expect(htmlOf(`<style>.x { margin: 0 }</style>${outlook}<p>Hello</p>`)).toBe(
      `${outlook.replace('{{name}}', 'Ana')}<p>Hello</p>`,
    );
  });

  test.each([
    ['in a style attribute', '<p style="color: {{color}}">x</p>', '<p style="margin: 0; color: red">x</p>'],
    ['as attributes', '<p {{#if vip}}class="y"{{/if}}>x</p>', '<p style="margin: 0;" class="y">x</p>'],
    ['in a link', '<a href="{{url}}">x</a>', '<a href="https://roastery.example/?a=1&amp;b=2">x</a>'],
  ])('tags pass through %s', (_, body, expected) => {
    expect(htmlOf(`<style>p { margin: 0 }</style>${body}`)).toBe(expected);
  });

  test('entities stay as they were written', () => {
    expect(htmlOf('<p>&nbsp;&copy;&#847;1 < 2 &amp; é</p>')).toBe('<p>&nbsp;&copy;&#847;1 < 2 &amp; é</p>');
  });
});

describe('the preview text', () => {
  const previewed = (body: string) => render({ body, previewText: 'Fresh {{name}}' }, variables).html;

  test('comes first in the body, invisible', () => {
    expect(previewed('<html><body class="x"><h1>Hello</h1></body></html>')).toMatch(
      /<body class="x"><div style="display:none[^"]*">Fresh Ana(&#847;&zwnj;&nbsp;)+<\/div><h1>/,
    );
  });

  test('comes first of all where there is no body element', () => {
    expect(previewed('<h1>Hello</h1>')).toMatch(/^<div style="display:none[^>]*>Fresh Ana/);
  });

  test('is not part of the derived text', () => {
    expect(render({ body: '<p>Hello</p>', previewText: 'Fresh' }).text).not.toContain('Fresh');
  });

  test('is escaped as HTML, its tags are not', () => {
    const { html, previewText } = render(
      { previewText: '5 < 6 & {{name | default: "you"}}' },
      { name: '<b>' },
    );
    expect(html).toContain('>5 &lt; 6 &amp; &lt;b&gt;&#847;');
    expect(previewText).toBe('5 < 6 & <b>');
  });

  test('leaves the HTML alone when there is none', () => {
    expect(htmlOf('<p>Hello</p>')).toBe('<p>Hello</p>');
  });
});

describe('the text derived from a body', () => {
  test.each([
    ['keeps the case of headings', '<h1>Fresh Beans</h1><p>Now</p>', 'Fresh Beans\n\nNow'],
    ['fills in variables', '<p>Dear {{name}},</p>', 'Dear Ana,'],
    ['keeps blocks', '<p>{{#if vip}}Gold{{else}}Free{{/if}}</p>', 'Gold'],
    ['escapes nothing', '<p>{{url}}</p>', 'https://roastery.example/?a=1&b=2'],
    ['shows where links lead', '<a href="{{url}}">Order</a>', 'Order [https://roastery.example/?a=1&b=2]'],
    ['shows a link once', '<a href="https://a.example">https://a.example</a>', 'https://a.example'],
    ['leaves pictures out', '<img src="a.png" alt="Logo"><p>Hello</p>', 'Hello'],
    ['leaves styles and comments out', '<style>p{}</style><!--[if mso]>x<![endif]--><p>Hello</p>', 'Hello'],
    ['marks list items', '<ul><li>one</li><li>two</li></ul>', ' * one\n * two'],
    ['decodes entities', '<p>Fish &amp; chips</p>', 'Fish & chips'],
    [
      'keeps cells and rows apart',
      '<table><tr><td>Price</td><td>10</td></tr><tr><th>Qty</th><td>2</td></tr></table>',
      'Price 10\nQty 2',
    ],
    [
      'repeats rows without gaps',
      '<table>{{#each rows}}<tr><td>{{this}}</td></tr>{{/each}}</table><p>End</p>',
      'one\ntwo\n\nEnd',
    ],
    ['leaves no gap for a paragraph that is left out', '<p>a</p>{{#if no}}<p>b</p>{{/if}}<p>c</p>', 'a\n\nc'],
    ['leaves out what is hidden', '<div style="display:none">x</div><p>Hello</p>', 'Hello'],
    [
      'leaves out what a style sheet hides',
      '<style>.pre { display: none !important }</style><div class="pre">x</div><p>Hello</p>',
      'Hello',
    ],
    ['shows what is hidden from others', '<p style="{{#if no}}display:none{{/if}}">Hello</p>', 'Hello'],
    [
      'names a linked image',
      '<a href="https://a.example/"><b><img src="a.png" alt="Shop of {{name}}"></b></a>',
      'Shop of Ana [https://a.example/]',
    ],
    [
      'shows an address without its scheme',
      '<a href="mailto:ana@a.example">Write</a>',
      'Write [ana@a.example]',
    ],
    ['leaves anchors out', '<a href="#top">Up</a>', 'Up'],
    [
      'has the link of each branch',
      '<a {{#if no}}href="https://a.example"{{else}}href="https://b.example/?x&amp;y"{{/if}}>Go</a>',
      'Go [https://b.example/?x&y]',
    ],
    [
      'keeps words and braces that mean something to us',
      '<p>zqnode0x zqedge0x \\{{name}}</p>',
      'zqnode0x zqedge0x {{name}}',
    ],
    ['does not wrap', `<p>${'word '.repeat(60).trim()}</p>`, 'word '.repeat(60).trim()],
  ])('%s', (_, body, text) => {
    expect(textOf(body)).toBe(text);
  });

  test('is not used when a text was written', () => {
    expect(render({ body: '<p>Hello</p>', bodyText: 'Hi {{name}}' }, variables).text).toMatch(/^Hi Ana\n/);
  });
});
