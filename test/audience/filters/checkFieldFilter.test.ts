import { checkFieldFilter } from '../../../lib/audience/filters/checkFieldFilter';
import type { FieldFilter } from '../../../lib/model';

const field = (filter: object) => ({ type: 'field', field: 'x', ...filter }) as FieldFilter;
const equals = (value: unknown) => field({ operator: 'equals', value });

describe('a value is taken as the field has it:', () => {
  test.each([
    ['a number', 'number', 42, 42],
    ['a number as text', 'number', ' 4.20 ', 4.2],
    ['a day', 'date', '2024-02-29', '2024-02-29'],
    ['true as text', 'boolean', 'Yes', true],
    ['text', 'text', 'Leeds', 'Leeds'],
    ['a number for text', 'text', 12345, '12345'],
  ] as const)('%s', (_, type, given, value) => {
    expect(checkFieldFilter(equals(given), type)).toMatchObject({ valueType: type, value });
  });
});

describe('is refused, with a sentence that says what to do:', () => {
  test.each([
    [
      'a word for a number',
      'number',
      equals('old'),
      '"x" is a number: compare it with a number, not with "old".',
    ],
    ['true for a number', 'number', equals(true), 'not with true.'],
    ['a number with a comma', 'number', equals('1,5'), 'compare it with a number'],
    ['a day that there is not', 'date', equals('2026-02-30'), 'compare it with a day such as 2026-01-31'],
    ['a time for a day', 'date', equals('2026-02-03T10:00:00Z'), 'compare it with a day'],
    ['a number for an instant', 'instant', equals(20260203), 'compare it with a day'],
    ['perhaps for a boolean', 'boolean', equals('perhaps'), 'compare it with true or false'],
    ['nothing to compare with', 'text', equals(''), 'use the operator is_empty'],
    [
      'an operator of another type',
      'number',
      field({ operator: 'contains', value: 4 }),
      '"x" is a number: "contains" does not go with that. Choose one of equals,',
    ],
    [
      'an order of text',
      'text',
      field({ operator: 'greater_than', value: 'a' }),
      '"greater_than" does not go with that',
    ],
    [
      'an order of booleans',
      'boolean',
      field({ operator: 'less_than', value: true }),
      'does not go with that',
    ],
    [
      'a range from the end',
      'number',
      field({ operator: 'between', from: 10, to: '9' }),
      '"x" is never between 10 and 9: give the smaller one first.',
    ],
    [
      'a range without an end',
      'date',
      field({ operator: 'between', from: '2026-01-01', to: '' }),
      'is_empty',
    ],
  ] as const)('%s', (_, type, filter, sentence) => {
    expect(() => checkFieldFilter(filter, type)).toThrow(
      expect.objectContaining({ code: 'FILTER_INVALID', message: expect.stringContaining(sentence) }),
    );
  });
});

test('A long value is shortened in the sentence', () => {
  expect(() => checkFieldFilter(equals('x'.repeat(1000)), 'number')).toThrow(/not with "x{50}"\.$/);
});
