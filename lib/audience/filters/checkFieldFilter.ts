import { daySchema, type FieldFilter, type FieldType, MailtargetError } from '../../model';
import { checkField } from '../fields/fieldValues';
import type { ResolvedField, ValueType } from './resolvedFilter';

type Operator = FieldFilter['operator'];
type Value = string | number | boolean;

const EMPTINESS: readonly Operator[] = ['is_empty', 'is_not_empty'];
const EQUALITY: readonly Operator[] = ['equals', 'not_equals', ...EMPTINESS];
const ORDER: readonly Operator[] = [...EQUALITY, 'greater_than', 'less_than', 'between'];

const OPERATORS: Record<ValueType, readonly Operator[]> = {
  text: [...EQUALITY, 'contains', 'not_contains'],
  number: ORDER,
  date: ORDER,
  instant: ORDER,
  boolean: EQUALITY,
};

const IS: Record<ValueType, string> = {
  text: 'is text',
  number: 'is a number',
  date: 'is a date',
  instant: 'is a date',
  boolean: 'is true or false',
};

const COMPARE_WITH: Record<ValueType, string> = {
  text: 'text',
  number: 'a number',
  date: 'a day such as 2026-01-31',
  instant: 'a day such as 2026-01-31',
  boolean: 'true or false',
};

/**
 * A field's filter with its values as the field has them.
 * @throws MailtargetError FILTER_INVALID when the operator or a value does not go with the type
 */
export function checkFieldFilter(filter: FieldFilter, valueType: ValueType): ResolvedField {
  const { field, operator } = filter;
  if (!OPERATORS[valueType].includes(operator)) {
    throw invalid(
      `"${field}" ${IS[valueType]}: "${operator}" does not go with that. Choose one of ${OPERATORS[valueType].join(', ')}.`,
    );
  }
  const check = (value: Value) => checkValue(field, valueType, value);
  if ('value' in filter) return { ...filter, valueType, value: check(filter.value) };
  if (filter.operator !== 'between') return { ...filter, valueType };
  const { from, to } = { from: check(filter.from), to: check(filter.to) };
  if (from > to) {
    throw invalid(`"${field}" is never between ${show(from)} and ${show(to)}: give the smaller one first.`);
  }
  return { ...filter, valueType, from, to };
}

function checkValue(field: string, valueType: ValueType, value: Value): Value {
  if (value === '') {
    throw invalid(
      `Give what "${field}" is compared with. To find those without a value, use the operator is_empty.`,
    );
  }
  const checked = valueIn(field, valueType, value);
  if (checked === null) {
    throw invalid(
      `"${field}" ${IS[valueType]}: compare it with ${COMPARE_WITH[valueType]}, not with ${show(value)}.`,
    );
  }
  return checked;
}

/** As it would be stored, so that "42" is found in a field of numbers; but of a time, nobody knows which day is meant. */
function valueIn(field: string, valueType: ValueType, value: Value): Value | null {
  if (valueType === 'date' || valueType === 'instant') {
    return daySchema.safeParse(value).success ? value : null;
  }
  const checked = checkField(field, value, new Map<string, FieldType>([[field, valueType]]));
  return 'value' in checked ? checked.value : null;
}

const show = (value: Value): string => JSON.stringify(typeof value === 'string' ? value.slice(0, 50) : value);

const invalid = (sentence: string) => new MailtargetError('FILTER_INVALID', sentence, { field: 'filters' });
