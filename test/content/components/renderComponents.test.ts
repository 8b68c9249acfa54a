import { renderComponents } from '../../../lib/content/components';
import { inlineCss } from '../../../lib/content/html/inlineCss';
import { type ComponentInput, componentsSchema } from '../../../lib/model';
import { unbalanced } from './unbalanced';

const render = (...components: ComponentInput[]) => renderComponents(componentsSchema.parse(components));
const text = (text: string) => ({ type: 'text' as const, text });
const URL = 'https://roastery.example/?a=1&b=2';

describe('each component', () => {
  test('a header has its logo, its title and its navigation, linked', async () => {
    const html = await render({
      type: 'header',
      logoUrl: 'https://roastery.example/logo.png',
      logoAlt: 'Roastery',
      title: 'Fresh beans',
      url: 'https://roastery.example',
      links: [{ text: 'Shop', url: 'https://roastery.example/shop' }],
    });
    expect(html).toMatch(/<a\s+href="https:\/\/roastery\.example"[^>]*>\s*<img\s[^>]*alt="Roastery"/);
    expect(html).toMatch(/<h1><a href="https:\/\/roastery\.example"[^>]*>Fresh beans<\/a><\/h1>/);
    expect(html).toMatch(/href="https:\/\/roastery\.example\/shop"[^>]*>\s*Shop\s*<\/a>/);
    expect(html).toContain('width="160"');
  });

  test('a header without a link and a logo is its title', async () => {
    const html = await render({ type: 'header', title: 'Fresh beans' });
    expect(html).toContain('<h1>Fresh beans</h1>');
    expect(html).not.toContain('<img');
  });

  test('a text takes HTML as it is', async () => {
    const written = '<p class="x">Fish &amp; <b>chips</b></p><br/>';
    expect(await render(text(written))).toContain(written);
  });

  test.each([
    ['paragraphs', 'One\n\nTwo\r\n \r\nThree', '<p>One</p><p>Two</p><p>Three</p>'],
    ['line breaks', 'One\nTwo', '<p>One<br>Two</p>'],
    [
      'what HTML would swallow',
      'Ask <ana@roastery.example> & 1 < 2',
      '<p>Ask &lt;ana@roastery.example&gt; &amp; 1 &lt; 2</p>',
    ],
    ['entities', 'Fish&nbsp;&amp; chips', '<p>Fish&nbsp;&amp; chips</p>'],
    ['blocks', 'A\n{{#if vip}}\nB\n{{/if}}\nC', '<p>A</p>{{#if vip}}<p>B</p>{{/if}}<p>C</p>'],
  ])('a text without HTML keeps %s', async (_, written, expected) => {
    expect(await render(text(written))).toContain(expected);
  });

  test('an image has its width, its text and its link', async () => {
    const html = await render({ type: 'image', src: 'cid:beans.png', alt: 'Beans', width: 200, url: URL });
    expect(html).toMatch(/<a\s+href="https:\/\/roastery\.example\/\?a=1&amp;b=2"/);
    expect(html).toMatch(/<img\s+alt="Beans"\s+src="cid:beans\.png"[^>]*\swidth="200"/);
  });

  test('an image of the whole width goes to the edges, others stay in line with the text', async () => {
    const widthOf = async (width?: number) =>
      /<img[^>]*\swidth="(\d+)"/.exec(await render({ type: 'image', src: 'cid:x', width }))![1];
    expect(await widthOf(600)).toBe('600');
    expect(await widthOf()).toBe('552');
  });

  test('a button has its link and its colours', async () => {
    const html = await render({
      type: 'button',
      text: 'Order now',
      url: URL,
      color: '#abc',
      textColor: '#010203',
    });
    expect(html).toMatch(/href="https:\/\/roastery\.example\/\?a=1&amp;b=2"[^>]*color:#010203/);
    expect(html).toContain('bgcolor="#aabbcc"');
  });

  test('a divider has its colour, a spacer its height', async () => {
    const html = await render({ type: 'divider', color: '#ff0000' }, { type: 'spacer', height: 77 });
    expect(html).toContain('border-top:solid 1px #ff0000');
    expect(html).toContain('height:77px');
  });

  test('columns share the width, and are one below the other on a narrow screen', async () => {
    const html = await render({ type: 'columns', columns: [[text('Left')], [text('Right')], []] });
    expect(html.match(/class="mj-column-per-33/g)).toHaveLength(3);
    expect(html).toMatch(/@media only screen and \(min-width:480px\)[^}]*\.mj-column-per-33/);
    expect(html.indexOf('Left')).toBeLessThan(html.indexOf('Right'));
  });

  test('a footer has address, text, and the links to leave and to choose', async () => {
    const html = await render({
      type: 'footer',
      address: 'Roastery Ltd\n1 Harbour <Road>',
      text: 'You are our customer.',
      unsubscribeText: 'Leave',
      preferencesUrl: 'https://roastery.example/preferences?id={{id}}',
    });
    expect(html).toContain('<p>You are our customer.</p><p>Roastery Ltd<br>1 Harbour &lt;Road&gt;</p>');
    expect(html).toMatch(/<a href="{{unsubscribe_url}}"[^>]*>Leave<\/a>/);
    expect(html).toMatch(
      /<a href="https:\/\/roastery\.example\/preferences\?id={{id}}"[^>]*>Preferences<\/a>/,
    );
  });
});

test('the order stays, also between those that share a section and those that do not', async () => {
  const html = await render(
    text('first'),
    { type: 'columns', columns: [[text('second')], [text('third')]] },
    text('fourth'),
    { type: 'button', text: 'fifth', url: URL },
    { type: 'footer', address: 'sixth' },
    { type: 'header', title: 'seventh' },
    { type: 'image', src: 'cid:eighth', width: 600 },
    text('ninth'),
  );
  const body = html.slice(html.indexOf('<body'));
  const words = /first|second|third|fourth|fifth|sixth|seventh|eighth|ninth/g;
  expect(
    body
      .replace(/aria-label="[^"]*"/, '')
      .match(words)
      ?.join(' '),
  ).toBe('first second third fourth fifth sixth seventh eighth ninth');
});

describe('template tags come out as they were written', () => {
  test.each([
    'Hello {{first_name | default: "there"}} & co',
    "{{#if vip}}Gold{{else}}{{ first_name|default:'<b>' }}{{/if}}",
    '{{{raw}}} {{!-- a "note" & more --}} {{amount | currency: "EUR"}}',
  ])('in a text: %s', async (written) => {
    const expected = written.replace('}} & co', '}} &amp; co');
    expect(await render(text(written))).toContain(`<p>${expected}</p>`);
  });

  test('and never in place of something else', async () => {
    const html = await render(text('{{a}} zqtag0x'), text('zqblock1x\n\nzqtag0x'));
    expect(html).toContain('<p>{{a}} zqtag0x</p>');
    expect(html).toContain('<p>zqblock1x</p><p>zqtag0x</p>');
  });

  test('in URLs and attributes', async () => {
    const tag = '{{ city | default: "a&b<c>" }}';
    const html = await render(
      { type: 'button', text: tag, url: `https://roastery.example/?c=${tag}&d="` },
      { type: 'image', src: `https://roastery.example/${tag}.png`, alt: `In ${tag}`, url: `{{shop_url}}` },
      { type: 'header', title: tag, links: [{ text: tag, url: tag }] },
    );
    expect(html).toContain(`href="https://roastery.example/?c=${tag}&amp;d=&quot;"`);
    expect(html).toContain(`src="https://roastery.example/${tag}.png"`);
    expect(html).toContain(`alt="In ${tag}"`);
    expect(html).toContain('href="{{shop_url}}"');
    expect(html).toContain(`<h1>${tag}</h1>`);
    expect(html).toContain(`href="${tag}"`);
  });
});

describe('what is written stays what it is', () => {
  test('a text that looks like MJML includes no file', async () => {
    const html = await render(text('</mj-text><mj-include path="package.json" /><mj-raw>x</mj-raw>'));
    expect(html).toContain('</mj-text><mj-include path="package.json" />');
    expect(html).not.toContain('n8n-nodes-mailtarget');
  });

  test.each([
    ['title', (bad: string): ComponentInput => ({ type: 'header', title: bad, url: bad })],
    ['logo', (bad: string): ComponentInput => ({ type: 'header', logoUrl: bad, logoAlt: bad })],
    ['navigation', (bad: string): ComponentInput => ({ type: 'header', links: [{ text: bad, url: bad }] })],
    ['button', (bad: string): ComponentInput => ({ type: 'button', text: bad, url: bad })],
    ['image', (bad: string): ComponentInput => ({ type: 'image', src: bad, alt: bad, url: bad })],
    [
      'footer',
      (bad: string): ComponentInput => ({
        type: 'footer',
        address: bad,
        unsubscribeText: bad,
        preferencesUrl: bad,
        preferencesText: bad,
      }),
    ],
  ])('no tag and no attribute gets out of a %s', async (_, component) => {
    const html = await render(component(`"><script>alert(1)</script><x onload='`));
    expect(html).not.toContain('<script');
    expect(html).not.toContain('"><x');
    expect(html).toContain('&quot;&gt;&lt;script&gt;');
    expect(unbalanced(html)).toEqual([]);
  });
});

describe('the message', () => {
  const everything: ComponentInput[] = [
    { type: 'header', logoUrl: 'cid:logo', title: 'Fresh beans', links: [{ text: 'Shop', url: URL }] },
    text('Hello {{name}}'),
    { type: 'image', src: 'cid:beans' },
    { type: 'columns', columns: [[{ type: 'button', text: 'Order', url: URL }], [{ type: 'divider' }]] },
    { type: 'spacer' },
    { type: 'footer', address: 'Leeds' },
  ];

  test('has no open or crossed elements', async () => {
    expect(unbalanced(await render(...everything))).toEqual([]);
  });

  test('is accessible: a title, a language, layout tables that say so, and images with alt', async () => {
    const html = await render(...everything);
    expect(html).toContain('<title>Fresh beans</title>');
    expect(html).toMatch(/<html lang="\w+" dir="auto"/);
    expect(html.match(/<table/g)!.length).toBe(html.match(/<table\b[^>]*role="presentation"/g)!.length);
    expect(html.match(/<img\b[^>]*\salt="/g)).toHaveLength(2);
  });

  test('fetches no font', async () => {
    expect(await render(...everything)).not.toMatch(/@import|<link|@font-face/);
  });

  test('keeps media queries, dark mode and the parts for Outlook when its CSS is inlined', async () => {
    const html = inlineCss(await render(...everything));
    expect(html).toMatch(/@media only screen and \(min-width:480px\)/);
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toContain('<meta name="supported-color-schemes" content="light dark">');
    expect(html).toMatch(/@media \(prefers-color-scheme: dark\) {\s*\.mt-page/);
    expect(html).toContain('[data-ogsc] .mt-text div');
    expect(html).toMatch(/<!--\[if mso \| IE]><table [^>]*width="600" bgcolor="#ffffff"/);
    expect(html).not.toContain('data-embed');
  });

  test('stays below what Gmail shows with thirty components', async () => {
    const html = inlineCss(await render(...Array.from({ length: 5 }, () => everything).flat()));
    expect(html.length).toBeLessThan(102 * 1024);
  });
});
