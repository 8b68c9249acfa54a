import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { render } from './rendering';

const folder = join(__dirname, '..', 'corpus', 'html');
const templates = readdirSync(folder).filter((name) => name.endsWith('.html'));
const variables = {
  name: 'Ana',
  action_url: 'https://shop.example/go',
  receipt_details: [{ description: 'Beans', amount: '9.50' }],
  invoice_details: [{ description: 'Mill', amount: '39.00' }],
};

test('the corpus is there', () => {
  expect(templates.length).toBeGreaterThanOrEqual(6);
});

describe.each(templates)('%s', (name) => {
  const body = readFileSync(join(folder, name), 'utf8');
  const { html, text } = render({ body }, variables);
  const allOf = (pattern: RegExp, source: string) =>
    [...source.matchAll(pattern)].map(([found]) => found.replaceAll(/\s+/g, ' '));

  test('keeps its conditional comments', () => {
    const comments = /<!--\[if[^]*?<!\[endif\]-->/g;
    expect(allOf(comments, html)).toEqual(allOf(comments, body));
  });

  test('keeps its media queries', () => {
    const queries = /@media[^{]*\{/g;
    expect(allOf(queries, body)).not.toEqual([]);
    expect(allOf(queries, html)).toEqual(allOf(queries, body));
  });

  test('has its CSS on the elements', () => {
    const styled = /<[a-z]+[^>]* style="/g;
    expect(allOf(styled, html).length).toBeGreaterThan(allOf(styled, body).length);
  });

  test('has every tag filled in, also in the text', () => {
    expect(html).not.toContain('{{');
    expect(text).not.toContain('{{');
    for (const [tag, value] of Object.entries(variables).filter(([, value]) => typeof value === 'string')) {
      if (body.includes(`{{${tag}}}`)) expect(html).toContain(value);
    }
  });

  test('repeats the rows of its lists inside their table', () => {
    if (body.includes('receipt_details')) expect(html).toMatch(/<tr>\s*<td[^>]*><span[^>]*>Beans/);
    if (body.includes('invoice_details')) expect(html).toMatch(/<tr>\s*<td[^>]*><span[^>]*>Mill/);
  });
});
