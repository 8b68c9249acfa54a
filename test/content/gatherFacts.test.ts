import { gatherFacts } from '../../lib/content/gatherFacts';
import { readHtml } from '../../lib/content/html/readHtml';
import { compileNodes } from '../../lib/content/template/compileNodes';
import { parseTemplate } from '../../lib/content/template/parseTemplate';
import type { Utm } from '../../lib/model';

function factsOf({ body = '<p>Hello</p>', utm }: { body?: string; utm?: Utm }) {
  const subject = parseTemplate('Hello', 'subject');
  const nodes = parseTemplate(body, 'body');
  const html = readHtml(nodes, 'body');
  const compile = (nodes: typeof subject) => compileNodes(nodes, ({ url }) => url);
  return gatherFacts(
    { subject: compile(subject), html: compile(html.nodes) },
    { subject, previewText: [], body: nodes, bodyText: undefined, utm },
    html,
  );
}

describe('a variable has a fallback', () => {
  const withoutFallback = (body: string) =>
    factsOf({ body })
      .variables.filter(({ hasFallback }) => !hasFallback)
      .map(({ name }) => name);

  test.each([
    ['by a default', '{{nickname | default: "you"}}', []],
    ['by a default at the end of a chain of them', '{{a | default: b | upper | default: "you"}}', []],
    ['not by a default that comes before it is mentioned', '{{a | default: "x" | default: b}}', ['b']],
    ['not when it is the last default itself', '{{a | default: b}}', ['b']],
    ['not by any other filter', '{{a | upper}}', ['a']],
  ])('%s', (_, body, expected) => {
    expect(withoutFallback(body)).toEqual(expected);
  });
});

describe('campaign parameters', () => {
  test('are looked at for variables and for tags of other systems', () => {
    const { variables, foreignTags } = factsOf({ utm: { campaign: '{{plan}}', term: '*|TERM|*' } });
    expect(variables).toEqual([{ name: 'plan', field: 'utm', hasFallback: false }]);
    expect(foreignTags).toEqual([{ tag: '*|TERM|*', field: 'utm' }]);
  });

  test('are checked where no link has them, too', () => {
    expect(() => factsOf({ utm: { campaign: '{{#if plan}}' } })).toThrow('utm, line 1, column 1');
  });
});

describe('the size of the HTML', () => {
  test('is that of what everybody gets', () => {
    expect(factsOf({ body: '<p>{{name}}é</p>' }).htmlSize).toBe(9);
  });

  test.each([
    ['the longer branch of a block', `{{#if vip}}${'x'.repeat(200)}{{else}}${'x'.repeat(300)}{{/if}}`, 300],
    ['what is in blocks in it', `{{#if a}}${'x'.repeat(10)}{{#if b}}${'x'.repeat(20)}{{/if}}{{/if}}`, 30],
    ['one turn of a loop', `{{#each items}}${'x'.repeat(50)}{{/each}}`, 50],
    ['the URLs of links', '{{#if a}}<a href="https://x.example/y">z</a>{{/if}}', 35],
  ])('counts %s', (_, body, size) => {
    expect(factsOf({ body }).htmlSize).toBe(size);
  });
});

describe('tags of other systems', () => {
  const tagsIn = (body: string) => factsOf({ body }).foreignTags.map(({ tag }) => tag);

  test.each([
    '*|FNAME|*',
    '%first_name%',
    '[[first_name]]',
    '{% if user.age > 18 %}',
    '{%- endif -%}',
    '%%emailaddr%%',
    '%%First Name%%',
    '${name}',
    '${ user.name }',
  ])('are found: %s', (tag) => {
    expect(tagsIn(`<p>Dear ${tag},</p>`)).toEqual([tag]);
  });

  test('are found in blocks and in URLs', () => {
    expect(tagsIn('{{#if a}}<a href="https://x.example/?e=%%emailaddr%%">${name}</a>{{/if}}')).toEqual([
      '%%emailaddr%%',
      '${name}',
    ]);
  });

  test.each([
    '<a href="https://x.example/?q=%E2%82%AC%20x">50% off, then 20% off</a>',
    '<style>@media print{.a{width:100%}} @keyframes b{0%{top:0}100%{top:9%}}</style>',
    '<p>It costs $5 or ${5}, 100%% sure, 50%%off or 20%%off</p>',
    '<p>{ % } {{name}} [1] [[2]]</p>',
  ])('are none: %s', (body) => {
    expect(tagsIn(body)).toEqual([]);
  });
});
