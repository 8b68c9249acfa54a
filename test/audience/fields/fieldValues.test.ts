import { checkField, type FieldTypes } from '../../../lib/audience/fields/fieldValues';

const TYPES: FieldTypes = new Map([
  ['city', 'text'],
  ['age', 'number'],
  ['born', 'date'],
  ['vip', 'boolean'],
]);

describe('the value of a custom field', () => {
  test.each<[string, string | number | boolean, unknown]>([
    ['city', 'Łódź ', 'Łódź '],
    ['city', 12.5, '12.5'],
    ['city', true, 'true'],
    ['city', '', ''],
    ['city', 'half \ud83d', 'half \ufffd'],
    ['age', 12.5, 12.5],
    ['age', '12.50', 12.5],
    ['age', ' -3 ', -3],
    ['age', '+6281', 6281],
    ['age', '1e3', 1000],
    ['age', '.5', 0.5],
    ['born', '2026-01-31', '2026-01-31'],
    ['born', ' 2024-02-29 ', '2024-02-29'],
    ['born', '2026-01-31T23:30:00-11:00', '2026-01-31'],
    ['born', '2026-01-31T23:30Z', '2026-01-31'],
    ['born', '2026-01-31 23:30:00.123', '2026-01-31'],
    ['vip', true, true],
    ['vip', 'YES', true],
    ['vip', ' 1', true],
    ['vip', 1, true],
    ['vip', 'false', false],
    ['vip', 'No', false],
    ['vip', 0, false],
  ])('%s takes %j', (tag, value, stored) => {
    expect(checkField(tag, value, TYPES)).toEqual({ value: stored });
  });

  test.each<[string, string | number | boolean]>([
    ['age', '1,5'],
    ['age', 'old'],
    ['age', '0x10'],
    ['age', 'Infinity'],
    ['age', '1e999'],
    ['age', '1 2'],
    ['age', true],
    ['born', '31.01.2026'],
    ['born', '2026-02-29'],
    ['born', '2026-13-01'],
    ['born', '2026-00-10'],
    ['born', '2026-01-00'],
    ['born', '1900-02-29'],
    ['born', '2026-01-31T25:00'],
    ['born', '2026-01-31 soon'],
    ['born', 20260131],
    ['born', true],
    ['vip', 'maybe'],
    ['vip', 2],
  ])('%s does not take %j, and the refusal says what it takes', (tag, value) => {
    expect(checkField(tag, value, TYPES)).toEqual({
      code: 'FIELD_VALUE_INVALID',
      reason: expect.stringMatching(
        `^The field "${tag}" takes (a number|a date|true or false).*; .+ is not one.$`,
      ),
    });
  });

  test.each(['age', 'born', 'vip'])('%s is emptied by an empty text', (tag) => {
    expect(checkField(tag, '  ', TYPES)).toEqual({ value: null });
  });

  test('is removed by null', () => {
    for (const tag of TYPES.keys()) expect(checkField(tag, null, TYPES)).toEqual({ value: null });
  });

  test('is shown shortened where it is refused', () => {
    const { reason } = checkField('age', 'x'.repeat(9000), TYPES) as { reason: string };
    expect(reason).toBe(`The field "age" takes a number, such as 12.5; "${'x'.repeat(50)}…" is not one.`);
  });

  test.each([
    ['citty', 'Did you mean "city"?'],
    ['borm', 'Did you mean "born"?'],
    ['country', 'Create it first'],
    ['a', 'Create it first'],
    ['constructor', 'Create it first'],
    ['__proto__', 'Create it first'],
  ])('of a field that nobody made, %s, is refused', (tag, hint) => {
    expect(checkField(tag, 'x', TYPES)).toEqual({
      code: 'FIELD_NOT_FOUND',
      reason: expect.stringMatching(`^There is no custom field "${tag}"\\. ${hint.replace('?', '\\?')}`),
    });
  });
});
