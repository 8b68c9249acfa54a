import type { Content } from '../../../lib/content';
import type { MailtargetError } from '../../../lib/model';
import { compile } from '../rendering';

function failureOf(
  parts: Partial<Content>,
): Pick<MailtargetError, 'code' | 'message' | 'details'> | undefined {
  try {
    compile(parts);
    return undefined;
  } catch (error) {
    return error as MailtargetError;
  }
}

const NOT_VALID = 'this is not a valid template tag.';
const notClosed = (block: string) => `{{#${block}}} is not closed; add its {{/${block}}}.`;

/** The template, the column of its mistake, and how the sentence ends. */
const BROKEN: [template: string, column: number, problem: string][] = [
  ['{{name', 1, NOT_VALID],
  ['{{name}', 1, NOT_VALID],
  ['{{name}}}', 1, NOT_VALID],
  ['{{{name}}', 1, NOT_VALID],
  ['{{}}', 1, NOT_VALID],
  ['{{#}}', 1, NOT_VALID],
  ['{{ name! }}', 1, NOT_VALID],
  ['{{"name}}', 1, NOT_VALID],
  ['{{[first name}}', 1, NOT_VALID],
  ['{{!-- never closed', 1, NOT_VALID],
  ['{{else}}', 1, NOT_VALID],
  ['{{/if}}', 1, NOT_VALID],
  ['Dear {{name}} {{last', 15, NOT_VALID],
  ['{{#if a}}{{else}}{{else}}{{/if}}', 18, NOT_VALID],
  [
    '{{ $json.first_name }}',
    4,
    '"$json" is not a variable of a contact. An n8n expression needs a field that is set to Expression.',
  ],
  [
    '{{ $json.first_name | upper }}',
    4,
    '"$json" is not a variable of a contact. An n8n expression needs a field that is set to Expression.',
  ],
  [
    '{{#if $json.vip}}x{{/if}}',
    7,
    '"$json" is not a variable of a contact. An n8n expression needs a field that is set to Expression.',
  ],
  ['{{#if a}}', 1, notClosed('if')],
  ['{{#if a}}{{#each b}}{{/each}}', 1, notClosed('if')],
  ['{{#if a}}{{#each b}} and so on', 10, notClosed('each')],
  ['{{#if a}}x{{/each}}', 4, "if doesn't match each."],
  ['{{first name}}', 1, 'there is no helper called "first". A variable is written {{name}}.'],
  ['{{upper name}}', 1, 'there is no helper called "upper". A variable is written {{name}}.'],
  ['{{name default="x"}}', 1, 'there is no helper called "name". A variable is written {{name}}.'],
  ['{{#name}}x{{/name}}', 1, 'there is no block called "name". Use one of: if, unless, each, with.'],
  ['{{^name}}x{{/name}}', 1, 'there is no block called "name". Use one of: if, unless, each, with.'],
  ['{{{{raw}}}}{{x}}{{{{/raw}}}}', 1, 'four braces cannot be used here. A variable is written {{name}}.'],
  ['{{#if a includeEmpty=true}}x{{/if}}', 1, '{{#if}} takes one variable, as in {{#if first_name}}.'],
  [
    '{{name | shout}}',
    10,
    'there is no filter called "shout". Use one of: default, upper, lower, capitalize, truncate, date, number, currency.',
  ],
  ['{{#if a}}{{else if b | default: "y"}}{{/if}}', 10, NOT_VALID],
  ['{{name |}}', 9, 'a filter\'s name is missing behind the |, as in {{first_name | default: "there"}}.'],
  [
    '{{name | default}}',
    10,
    'the filter default: it needs an argument. Write it like {{first_name | default: "there"}}.',
  ],
  ['{{name | upper: 1}}', 10, 'the filter upper: it has too many arguments. Write it like {{city | upper}}.'],
  [
    '{{name | default: }}',
    19,
    'a filter\'s argument is missing here. Write it in quotes, as in default: "there".',
  ],
  [
    '{{name | default: "a" "b"}}',
    23,
    'this is not understood. A filter is written {{first_name | default: "there"}}.',
  ],
  [
    '{{name | default: a-}b}}',
    21,
    'this is not understood. A filter is written {{first_name | default: "there"}}.',
  ],
  [
    '{{total | currency: "euros"}}',
    11,
    'the filter currency: "euros" is not a currency code such as "EUR". Write it like {{total | currency: "EUR"}}.',
  ],
  [
    '{{day | date: "d", "xx-very-long-nonsense"}}',
    9,
    'the filter date: "xx-very-long-nonsense" is not a locale such as "de" or "en-GB". Write it like {{renewal | date: "d LLLL yyyy", "de", "Europe/Berlin"}}.',
  ],
  [
    '{{day | date: "d", "de", "Mars/Olympus"}}',
    9,
    'the filter date: "Mars/Olympus" is not a time zone such as "Europe/Berlin". Write it like {{renewal | date: "d LLLL yyyy", "de", "Europe/Berlin"}}.',
  ],
  [
    '{{bio | truncate: 0}}',
    9,
    'the filter truncate: its length is a whole number above 0. Write it like {{bio | truncate: 80}}.',
  ],
  ['{{#if}}x{{/if}}', 1, '{{#if}} takes one variable, as in {{#if first_name}}.'],
  ['{{#if a b}}x{{/if}}', 1, '{{#if}} takes one variable, as in {{#if first_name}}.'],
  ['{{#if (eq a b)}}x{{/if}}', 7, 'expressions in parentheses cannot be used here.'],
  ['{{> footer}}', 1, 'partials ({{> }}) cannot be used in a campaign.'],
  ['{{#> layout}}x{{/layout}}', 1, 'partials ({{#> }}) cannot be used in a campaign.'],
  ['{{* decorate}}', 1, 'decorators ({{* }}) cannot be used in a campaign.'],
  ['{{#* inline "x"}}y{{/inline}}', 1, 'decorators ({{#* }}) cannot be used in a campaign.'],
  ['{{#if a}}{{> footer}}{{/if}}', 10, 'partials ({{> }}) cannot be used in a campaign.'],
  [
    '{{if}}',
    1,
    '"if" is not a variable. A block is written {{#if first_name}}, a field of that name {{this.if}}.',
  ],
  [
    '{{log}}',
    1,
    '"log" is not a variable. A block is written {{#if first_name}}, a field of that name {{this.log}}.',
  ],
];

test.each(BROKEN)('%s', (bodyText, column, problem) => {
  expect(failureOf({ bodyText })).toMatchObject({
    code: 'TEMPLATE_INVALID',
    message: `bodyText, line 1, column ${column}: ${problem}`,
    details: { field: 'bodyText', line: 1, column },
  });
});

test.each(BROKEN)('%s on a later line, behind other tags', (template, columnInTemplate, problem) => {
  const before = '{{#if vip}}gold{{/if}} ';
  const column = before.length + columnInTemplate;
  expect(failureOf({ bodyText: `Dear {{name}},\n\n${before}${template}` })).toMatchObject({
    message: `bodyText, line 3, column ${column}: ${problem}`,
    details: { line: 3, column },
  });
});

test.each(['subject', 'previewText', 'body', 'bodyText'] as const)(
  'a mistake in %s is reported as there',
  (field) => {
    expect(failureOf({ [field]: 'Dear {{first name}}' })).toMatchObject({
      details: { field, line: 1, column: 6 },
    });
  },
);

test('a mistake in the body is reported where it was written, not where the inlined CSS puts it', () => {
  const body = '<style>\np { color: green }\n</style>\n<p>{{first_name}}</p>\n<p>{{> footer}}</p>';
  expect(failureOf({ body })).toMatchObject({ details: { field: 'body', line: 5, column: 4 } });
});

test.each([
  '}}',
  '{ name }',
  '*|FNAME|*',
  '{% if x %}',
  '${name}',
  '\\{{name}}',
  '{{! a note }}',
  '{{!-- {{x}} --}}',
])('%s is not a mistake', (bodyText) => {
  expect(failureOf({ bodyText })).toBeUndefined();
});

test('of tags that look alike, the one that is wrong is named', () => {
  expect(failureOf({ bodyText: '<b>{{x}}</b> {{/if}} <b>{{x}}</b> {{/if}}' })).toMatchObject({
    details: { line: 1, column: 14 },
  });
  expect(failureOf({ bodyText: '{{x}} {{}} {{x}} {{}}' })).toMatchObject({ details: { line: 1, column: 7 } });
});

test('what would take the parser too long is refused before', () => {
  expect(failureOf({ bodyText: '{{x}}'.repeat(2001) })).toMatchObject({
    message: 'bodyText, line 1, column 10001: this is the tag beyond 2000. Use fewer.',
  });
  expect(failureOf({ bodyText: '{{#if x}}'.repeat(60) + '{{/if}}'.repeat(60) })).toMatchObject({
    message: 'bodyText, line 1, column 451: blocks are nested more than 50 deep here.',
  });
  expect(failureOf({ bodyText: `{{#if x}}${'{{else if y}}'.repeat(60)}{{/if}}` })).toMatchObject({
    code: 'TEMPLATE_INVALID',
  });
});
