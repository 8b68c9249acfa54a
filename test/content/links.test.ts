import { compileContent, renderContent, type Content } from '../../lib/content';
import { runProgram } from '../../lib/content/program';
import { contentWith } from './rendering';

const UNSUBSCRIBE_URL = 'https://mail.example/u/TOKEN';
const UNSUBSCRIBE = '<a href="{{unsubscribe_url}}">Leave</a>';

function tracked(parts: Partial<Content>, variables = {}) {
  const compiled = compileContent(contentWith(parts), {
    tracking: { publicUrl: 'https://mail.example', opens: false, clicks: true },
  });
  const scope = { variables, token: 'TOKEN', unsubscribeUrl: UNSUBSCRIBE_URL };
  const { html, text } = renderContent(compiled, scope);
  return {
    hrefs: [...html.matchAll(/href=(["'])(.*?)\1/g)].map(([, , url]) => url),
    text,
    leadTo: compiled.links.map(({ destination }) => runProgram(destination, scope)),
    urls: compiled.links.map(({ url }) => url),
  };
}

test('links are numbered, each occurrence for itself, and lead where they were written to', () => {
  const body = `<a href="https://a.example/?x=1&amp;y=2">a</a><a href='HTTP://b.example'>b</a><a href="https://a.example/?x=1&amp;y=2">c</a>${UNSUBSCRIBE}`;
  const { hrefs, leadTo } = tracked({ body });
  expect(hrefs).toEqual([
    'https://mail.example/c/TOKEN/0',
    'https://mail.example/c/TOKEN/1',
    'https://mail.example/c/TOKEN/2',
    UNSUBSCRIBE_URL,
  ]);
  expect(leadTo).toEqual(['https://a.example/?x=1&y=2', 'HTTP://b.example', 'https://a.example/?x=1&y=2']);
});

test.each(['mailto:ana@example.com', 'tel:+351123', '#top', '/relative', '{{url}}', 'https://{{url}}/x', ''])(
  '%j is never rewritten',
  (url) => {
    const { hrefs, urls } = tracked({ body: `<a href="${url}">a</a>${UNSUBSCRIBE}` });
    expect(urls).toEqual([]);
    expect(hrefs[0]).not.toContain('/c/');
  },
);

test.each([
  '<a data-track="false" href="URL">',
  '<a href="URL" data-track=false>',
  "<a href='URL' Data-Track='FALSE'>",
])('%s is kept out, in the text as well', (tag) => {
  const { hrefs, text, urls } = tracked({
    body: `${tag.replace('URL', 'https://a.example/')}a</a>${UNSUBSCRIBE}`,
  });
  expect(urls).toEqual([]);
  expect(hrefs[0]).toBe('https://a.example/');
  expect(text).toContain('[https://a.example/]');
});

test('a link with variables leads each recipient to another place on the same host', () => {
  const body = `<a href="https://a.example/{{city}}?n={{name | default: "you"}}">a</a>${UNSUBSCRIBE}`;
  const { hrefs, leadTo, urls } = tracked({ body }, { city: 'São Paulo', name: '' });
  expect(hrefs[0]).toBe('https://mail.example/c/TOKEN/0');
  expect(leadTo).toEqual(['https://a.example/S%C3%A3o%20Paulo?n=you']);
  expect(urls).toEqual(['https://a.example/{{city}}?n={{name | default: "you"}}']);
});

test('a link in a loop is tracked when it is the same each time', () => {
  const body = `{{#each items}}<a href="https://a.example/all">all</a><a href="https://a.example/{{this}}">one</a>{{/each}}${UNSUBSCRIBE}`;
  const { hrefs, urls } = tracked({ body }, { items: ['x', 'y'] });
  expect(urls).toEqual(['https://a.example/all']);
  expect(hrefs.slice(0, 4)).toEqual([
    'https://mail.example/c/TOKEN/0',
    'https://a.example/x',
    'https://mail.example/c/TOKEN/0',
    'https://a.example/y',
  ]);
});

test('the derived text has the same links as the HTML', () => {
  const { text } = tracked({
    body: `<p>See <a href="https://a.example/?x=1&amp;y=2">the shop</a>.</p>${UNSUBSCRIBE}`,
  });
  expect(text).toBe(`See the shop [https://mail.example/c/TOKEN/0].\n\nLeave [${UNSUBSCRIBE_URL}]`);
});

test('a written text shares the links it has in common, and has others of its own', () => {
  const bodyText =
    'Shop: https://a.example/, more (https://b.example/{{city}}). Or write to ana@a.example. {{unsubscribe_url}}';
  const { text, leadTo } = tracked({ body: `<a href="https://a.example/">a</a>`, bodyText }, { city: 'Ulm' });
  expect(text).toBe(
    `Shop: https://mail.example/c/TOKEN/0, more (https://mail.example/c/TOKEN/1). Or write to ana@a.example. ${UNSUBSCRIBE_URL}`,
  );
  expect(leadTo).toEqual(['https://a.example/', 'https://b.example/Ulm']);
});

const UNUSUAL_URLS = [
  'https://a.example/{{#if vip}}b{{else}}c{{/if}}',
  'https://a.example/?a[]=1',
  "https://a.example/Rock_'n'_Roll",
  'https://a.example/Foo_(bar)',
  'https://a.example/a|b',
];

test.each([...UNUSUAL_URLS, 'https://a.example/?'])('the derived text has the whole of %s', (url) => {
  const { text, urls } = tracked({ body: `<a href="${url}">a</a>${UNSUBSCRIBE}` });
  expect(text).toBe(`a [https://mail.example/c/TOKEN/0]Leave [${UNSUBSCRIBE_URL}]`);
  expect(urls).toHaveLength(1);
});

test.each(UNUSUAL_URLS)('a written text has the whole of %s', (url) => {
  const bodyText = `See (${url}), [${url}] and ${url}. {{unsubscribe_url}}`;
  const { text, urls } = tracked({ body: `<a href="${url}">a</a>`, bodyText }, { vip: true });
  const link = 'https://mail.example/c/TOKEN/0';
  expect(text).toBe(`See (${link}), [${link}] and ${link}. ${UNSUBSCRIBE_URL}`);
  expect(urls).toHaveLength(1);
});

test.each([
  ["'https://a.example/'", 'https://a.example/'],
  ['“https://a.example/”', 'https://a.example/'],
  ['https://a.example/{{#if vip}}, as always{{/if}}', 'https://a.example/'],
  ['| https://a.example/|', 'https://a.example/'],
])('in %s the URL is what is meant', (bodyText, url) => {
  expect(tracked({ bodyText }, { vip: true }).leadTo).toEqual([url]);
});

test('a URL that a block ends for some and continues for others stays as it was written', () => {
  const bodyText = 'https://a.example/{{#if vip}}b for {{name}}{{/if}}';
  const { text, urls } = tracked({ bodyText }, { vip: true, name: 'Ana' });
  expect(text).toContain('https://a.example/b for Ana');
  expect(urls).toEqual([]);
});

test('links that differ only by their blocks are different links', () => {
  const body = `<a href="https://a.example/{{#if vip}}b{{else}}c{{/if}}">a</a><a href="https://a.example/bc">b</a>${UNSUBSCRIBE}`;
  const { text, leadTo } = tracked({ body });
  expect(leadTo).toEqual(['https://a.example/c', 'https://a.example/bc']);
  expect(text).toContain('/c/TOKEN/1]');
});

test('without tracking every URL stays as it was written', () => {
  const body = `<a href="https://a.example/?x=1&amp;y=2">a</a>${UNSUBSCRIBE}`;
  const compiled = compileContent(contentWith({ body }), { tracking: null });
  const scope = { variables: {}, token: 'TOKEN', unsubscribeUrl: UNSUBSCRIBE_URL };
  expect(renderContent(compiled, scope).html).toBe(body.replace('{{unsubscribe_url}}', UNSUBSCRIBE_URL));
});

describe('campaign parameters', () => {
  const withUtm = (url: string, variables = {}) => {
    const utm = { source: 'news letter', campaign: 'spring-{{city}}', medium: '' };
    const content = contentWith({ body: `<a href="${url}">a</a>${UNSUBSCRIBE}`, utm });
    const scope = { variables, token: '', unsubscribeUrl: UNSUBSCRIBE_URL };
    const { html, text } = renderContent(compileContent(content, { tracking: null }), scope);
    return { href: /href="([^"]*)"/.exec(html)![1]!, text };
  };

  test.each([
    ['https://a.example', 'https://a.example?utm_source=news%20letter&amp;utm_campaign=spring-S%C3%A3o'],
    [
      'https://a.example/?x=1',
      'https://a.example/?x=1&amp;utm_source=news%20letter&amp;utm_campaign=spring-S%C3%A3o',
    ],
    [
      'https://a.example/#top',
      'https://a.example/?utm_source=news%20letter&amp;utm_campaign=spring-S%C3%A3o#top',
    ],
    [
      'https://a.example/?utm_source=own',
      'https://a.example/?utm_source=own&amp;utm_campaign=spring-S%C3%A3o',
    ],
    [
      'https://a.example/{{city}}?a={{city}}#{{city}}',
      'https://a.example/S%C3%A3o?a=S%C3%A3o&amp;utm_source=news%20letter&amp;utm_campaign=spring-S%C3%A3o#S%C3%A3o',
    ],
    ['https://a.example/?', 'https://a.example/?utm_source=news%20letter&amp;utm_campaign=spring-S%C3%A3o'],
    [
      'https://a.example/{{#if city}}?x{{else}}?y{{/if}}',
      'https://a.example/?x&amp;utm_source=news%20letter&amp;utm_campaign=spring-S%C3%A3o',
    ],
    ['https://a.example/{{#if city}}#x{{else}}#y{{/if}}', 'https://a.example/#x'],
    ['mailto:ana@a.example', 'mailto:ana@a.example'],
    ['{{url}}', ''],
  ])('%s gets them', (url, href) => {
    expect(withUtm(url, { city: 'São' }).href).toBe(href);
  });

  test('the text has them too, the unsubscribe link has not', () => {
    expect(withUtm('https://a.example/', { city: 'Ulm' }).text).toBe(
      `a [https://a.example/?utm_source=news%20letter&utm_campaign=spring-Ulm]Leave [${UNSUBSCRIBE_URL}]`,
    );
  });

  test('a tracked link leads to its URL with them', () => {
    const { leadTo } = tracked(
      { body: `<a href="https://a.example/">a</a>${UNSUBSCRIBE}`, utm: { source: '{{city}}' } },
      { city: 'Ulm' },
    );
    expect(leadTo).toEqual(['https://a.example/?utm_source=Ulm']);
  });

  test('in a loop they are what they are outside of it', () => {
    const body = `{{#each items as |city|}}<a href="https://a.example/i">a</a>{{/each}}${UNSUBSCRIBE}`;
    const utm = { source: '{{city}}', term: '{{#if city}}in {{city | upper}}{{/if}}\ud800' };
    const { hrefs, leadTo } = tracked({ body, utm }, { city: 'Ulm', items: [{ city: 'x' }] });
    expect(hrefs[0]).toBe('https://mail.example/c/TOKEN/0');
    expect(leadTo).toEqual(['https://a.example/i?utm_source=Ulm&utm_term=in%20ULM%EF%BF%BD']);
  });

  test('a mistake in them is reported as there', () => {
    expect(() =>
      compileContent(contentWith({ body: '<a href="https://a.example">a</a>', utm: { source: '{{a b}}' } }), {
        tracking: null,
      }),
    ).toThrow('utm, line 1, column 1: there is no helper called "a".');
  });
});
