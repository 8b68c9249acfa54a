import { compile, contentWith, render, UNSUBSCRIBE_URL } from './rendering';

test('a body without an unsubscribe link gets a footer with it and with the sender', () => {
  const { html, text } = render({ body: '<html><body><p>Hello</p></body></html>' });
  expect(html).toMatch(
    /<p>Hello<\/p><p style="[^"]*">Roastery, news@roastery\.example<br><a href="mailto:leave@roastery\.example\?subject=Unsubscribe"[^>]*>Unsubscribe<\/a><\/p><\/body>/,
  );
  expect(text).toBe(`Hello\n\n-- \nRoastery, news@roastery.example\nUnsubscribe: ${UNSUBSCRIBE_URL}`);
});

test('a written text that has it for some only gets one as well', () => {
  const footer = `\n\n-- \nRoastery, news@roastery.example\nUnsubscribe: ${UNSUBSCRIBE_URL}`;
  expect(render({ bodyText: 'Hi{{#if vip}} {{unsubscribe_url}}{{/if}}' }).text).toBe(`Hi${footer}`);
  const forAll = 'Hi {{#if vip}}{{unsubscribe_url}}{{else}}Leave: {{unsubscribe_url}}{{/if}}';
  expect(render({ bodyText: forAll }).text).toBe(`Hi Leave: ${UNSUBSCRIBE_URL}`);
});

test('a written text without it gets one of its own', () => {
  expect(render({ bodyText: 'Hello' }).text).toBe(
    `Hello\n\n-- \nRoastery, news@roastery.example\nUnsubscribe: ${UNSUBSCRIBE_URL}`,
  );
});

test('a body that has the link in whatever branch of a block is left as it is', () => {
  const link = '<a href="{{unsubscribe_url}}">Leave</a>';
  const body = `<p>Hello</p>{{#if vip}}<b>Dear</b>${link}{{else}}${link}{{/if}}`;
  const { html, text } = render({ body });
  expect(html).toBe(`<p>Hello</p><a href="${UNSUBSCRIBE_URL}">Leave</a>`);
  expect(text).toBe(`Hello\n\nLeave [${UNSUBSCRIBE_URL}]`);
});

test('a body that has the link for some recipients only gets the footer', () => {
  const body = '<p>Hello</p>{{#if vip}}<a href="{{unsubscribe_url}}">Leave</a>{{/if}}';
  const { html, text } = render({ body });
  expect(html).toContain(`<a href="${UNSUBSCRIBE_URL}"`);
  expect(text).toContain(`Unsubscribe: ${UNSUBSCRIBE_URL}`);
});

test('no field of a contact takes its place', () => {
  const body = '<a href="{{unsubscribe_url}}">Leave</a>{{#each list}}<a href="{{unsubscribe_url}}">{{/each}}';
  const evil = 'https://evil.example';
  const { html } = render({ body }, { unsubscribe_url: evil, list: [{ unsubscribe_url: evil }] });
  expect(html).not.toContain('evil');
});

test('a sender’s name is no template and no HTML', () => {
  const content = contentWith({ sender: { name: '{{#if}} <b>', email: 'news@roastery.example' } });
  expect(render(content).html).toContain('&#123;&#123;#if}} &lt;b&gt;, news@roastery.example');
});

test('what lint wants to know is gathered', () => {
  const { facts } = compile({
    subject: '{{first_name | default: "you"}}, NEWS',
    body: `<p>{{a}} {{#if b}}{{b}} {{c}}{{else}}{{d}}{{/if}} *|FNAME|* [[name]] 100% or 50% %first_name%</p>
      <img src="cid:logo"><img src="https://a.example/a.png" alt="x"><img src="b.png" alt>
      <a href="https://a.example/?x=%C3%A9%20b&amp;y={{e}}">a</a><a href="">b</a>{{#each items}}{{f}}{{/each}}`,
  });
  const fallbackless = facts.variables.filter(({ hasFallback }) => !hasFallback).map(({ name }) => name);
  expect(fallbackless).toEqual(['a', 'c', 'd', 'e']);
  expect(facts.variables.map(({ name }) => name)).toEqual([
    'first_name',
    'a',
    'b',
    'b',
    'c',
    'd',
    'e',
    'items',
  ]);
  expect(facts.foreignTags.map(({ tag }) => tag)).toEqual(['*|FNAME|*', '[[name]]', '%first_name%']);
  expect(facts.images.map(({ src, alt }) => [src, alt])).toEqual([
    ['cid:logo', null],
    ['https://a.example/a.png', 'x'],
    ['b.png', ''],
  ]);
  expect(facts.links).toEqual(['https://a.example/?x=%C3%A9%20b&y={{e}}', '']);
  expect(facts.hasUnsubscribeLink).toBe(false);
  expect(facts.subjectText).toBe(', NEWS');
});
