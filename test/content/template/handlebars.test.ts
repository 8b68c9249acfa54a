import Handlebars from 'handlebars';
import { readHtml } from '../../../lib/content/html/readHtml';
import { compileNodes } from '../../../lib/content/template/compileNodes';
import { parseTemplate } from '../../../lib/content/template/parseTemplate';
import { runProgram } from '../../../lib/content/program';
import { seededRandom } from '../../support/random';

const handlebars = Handlebars.create();
const strict = { allowProtoMethodsByDefault: false, allowProtoPropertiesByDefault: false };

/** Where a template is refused, there is nothing to compare but that. */
function refusable(render: () => string): string | undefined {
  try {
    return render();
  } catch {
    return undefined;
  }
}

const theirs = (template: string, variables: object): string =>
  handlebars.compile(template, { knownHelpersOnly: true })(variables, strict);

const ours = (template: string, variables: object): string =>
  runProgram(
    compileNodes(readHtml(parseTemplate(template, 'body'), 'body').nodes, (link) => link.url),
    { variables: { ...variables }, token: '', unsubscribeUrl: '' },
  );

const VARIABLES = {
  name: 'Ana',
  empty: '',
  zero: 0,
  no: false,
  yes: true,
  nothing: null,
  count: 3,
  list: ['a', 'b', 'c'],
  none: [],
  items: [
    { title: 'Beans', price: 9.5, tags: ['dark', 'sweet'] },
    { title: '', price: 0, tags: [] },
    { title: 'Mill', tags: ['', 'steel'] },
  ],
  city: { name: 'Lisbon', country: { name: 'Portugal' }, empty: {} },
  'odd name': 'odd',
};

const PATHS = [
  ...[
    'name',
    'empty',
    'zero',
    'no',
    'nothing',
    'count',
    'missing',
    'missing.deeper',
    'city.name',
    'list',
    'list.0',
    'list.length',
  ],
  ...[
    'city.country.name',
    'city',
    'this',
    '.',
    './name',
    'this.name',
    '../name',
    '../../name',
    '../title',
    'title',
    'price',
    'tags',
  ],
  ...[
    '@index',
    '@key',
    '@first',
    '@last',
    '@root.name',
    '@../index',
    '[odd name]',
    'name.length',
    'items.1.price',
    'item',
    'item.title',
  ],
  ...[
    '"name"',
    'city/name',
    '../this',
    '@root.city.name',
    'key',
    'constructor',
    '__proto__',
    'list.constructor',
  ],
];
const SUBJECTS = [
  'name',
  'empty',
  'zero',
  'no',
  'yes',
  'nothing',
  'list',
  'none',
  'items',
  'city',
  'city.empty',
  'missing',
  'tags',
];

/**
 * A template of every kind of tag, so deep. Two oddities of Handlebars are left out: in tags that do not escape it adds up
 * two numbers that stand beside each other, and a block in a null context writes that as `[object Object]`.
 */
function randomTemplate(random: ReturnType<typeof seededRandom>, depth: number): string {
  const part = (): string => {
    const kind = random.below(depth > 0 ? 10 : 5);
    if (kind <= 1) return random.oneOf(['text ', '\n', '  ', ' & <b> ', 'x\n  y', '\\{{raw}} ']);
    if (kind <= 4)
      return random
        .oneOf(['{{P}}', '{{~P}}', '{{P ~}}', '{{! note }}', '{{!-- }} --}}'])
        .replace('P', () => random.oneOf(PATHS));
    const block = random.oneOf(['if', 'unless', 'each', 'with']);
    const params =
      block === 'each' && random.chance(0.3) ? random.oneOf([' as |item|', ' as |item key|']) : '';
    const otherwise = random.oneOf([
      '',
      '',
      `{{else}}${randomTemplate(random, depth - 1)}`,
      `{{else if ${random.oneOf(SUBJECTS)}}}${randomTemplate(random, depth - 1)}`,
    ]);
    const subject = random.oneOf([...SUBJECTS, '../name', '@first', '0', 'true', '"text"', 'null']);
    const zero = block.length !== 4 && random.chance(0.2) ? ' includeZero=true' : '';
    return `{{#${block} ${subject}${zero}${params}}}${randomTemplate(random, depth - 1)}${otherwise}{{/${block}}}`;
  };
  return Array.from({ length: 1 + random.below(4) }, part).join('');
}

test('every template of the allowed tags renders as Handlebars renders it', () => {
  const random = seededRandom(20261123);
  for (let i = 0; i < 1000; i++) {
    const template = randomTemplate(random, 3);
    expect({ template, rendered: refusable(() => ours(template, VARIABLES)) }).toEqual({
      template,
      rendered: refusable(() => theirs(template, VARIABLES)),
    });
  }
});

test('a loop in a loop in a loop ends before it does harm', () => {
  const long = Array.from({ length: 1000 }, (_, i) => i);
  const nested = '{{#each long}}{{#each ../long}}{{#each ../../long}}x{{/each}}{{/each}}{{/each}}';
  expect(() => ours(nested, { long })).toThrow(
    "The template's blocks: this message takes more than 200000 steps. Show less in them.",
  );
  const text = 'x'.repeat(10_000);
  expect(() => ours('{{#each long}}{{../text}}{{/each}}', { long, text })).toThrow(
    'writes more than 1000000 characters',
  );
});
