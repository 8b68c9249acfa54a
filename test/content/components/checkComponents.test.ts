import { renderComponents } from '../../../lib/content/components';
import { type ComponentInput, componentsSchema } from '../../../lib/model';

const render = (...components: ComponentInput[]) => renderComponents(componentsSchema.parse(components));
const text = (text: string) => ({ type: 'text' as const, text });

describe('an error names the component and the line that it is in', () => {
  test.each<[string, ComponentInput, line: number, column: number]>([
    ['text', text('Hello\n  {{first name}}'), 2, 3],
    ['text', text('<p>Hello</p>\n<p {{name}}>x</p>'), 2, 4],
    ['url', { type: 'button', text: 'Order', url: 'https://x.example/{{#if a}}' }, 1, 19],
    ['url', { type: 'button', text: 'Order', url: 'java"{{a}}:{{b}}' }, 1, 12],
    ['src', { type: 'image', src: '{{a | nofilter}}' }, 1, 7],
    ['alt', { type: 'image', src: 'cid:x', alt: '{{/if}}' }, 1, 1],
    [
      'links.1.text',
      {
        type: 'header',
        links: [
          { text: 'a', url: '#' },
          { text: '{{>b}}', url: '#' },
        ],
      },
      1,
      1,
    ],
    ['columns.1.0.text', { type: 'columns', columns: [[], [text('{{a b}}')]] }, 1, 1],
    ['preferencesUrl', { type: 'footer', address: 'x', preferencesUrl: '{{a}}:x' }, 1, 1],
    ['text', { type: 'footer', address: 'x', text: '<style>{{a}}</style>' }, 1, 8],
  ])('%s', async (path, component, line, column) => {
    const field = `components.1.${path}`;
    await expect(render(text('Fine'), component)).rejects.toMatchObject({
      code: 'TEMPLATE_INVALID',
      message: expect.stringMatching(new RegExp(`^${field}, line ${line}, column ${column}: .`)),
      details: { field, line, column },
    });
  });
});

test('what is no HTML is not judged as such', async () => {
  const html = await render(text('Ask <{{name}}@roastery.example>'), {
    type: 'button',
    text: '<a href={{name}}>',
    url: 'https://x.example/?a="{{name}}"&b={{name}}',
  });
  expect(html).toContain('Ask &lt;{{name}}@roastery.example&gt;');
});

describe('components are no larger than a body may be', () => {
  const tooMuch = {
    code: 'INVALID_INPUT',
    message: 'components: Together they make more than a megabyte of HTML. Use fewer, or shorter texts.',
    details: { field: 'components' },
  };

  test('in what is written', async () => {
    const column = [text('x'.repeat(50_000))];
    const columns = { type: 'columns' as const, columns: [column, column, column, column] };
    await expect(render(...Array.from({ length: 100 }, () => columns))).rejects.toMatchObject(tooMuch);
  });

  test('in what becomes of it', async () => {
    const column = Array.from({ length: 20 }, () => ({ type: 'spacer' as const }));
    const columns = { type: 'columns' as const, columns: [column, column, column, column] };
    await expect(render(...Array.from({ length: 100 }, () => columns))).rejects.toMatchObject(tooMuch);
  });

  test('and may be nearly as large', async () => {
    await expect(render(...Array.from({ length: 19 }, () => text('x'.repeat(50_000))))).resolves.toBeTruthy();
  });
});
