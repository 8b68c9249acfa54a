import { type ContactFields, fieldNotFound, type FieldType } from '../../model';
import { similarTag } from './similarTag';

export type FieldValue = ContactFields[string];
/** Tag to type. */
export type FieldTypes = ReadonlyMap<string, FieldType>;

export interface Refusal {
  code: 'FIELD_NOT_FOUND' | 'FIELD_VALUE_INVALID';
  reason: string;
}

/** What a value becomes in a field of the type; undefined when it is none of that type. */
const READ: Record<FieldType, (value: string | number | boolean) => FieldValue | undefined> = {
  // Half of a surrogate pair would be JSON that Postgres refuses to read.
  text: (value) => String(value).toWellFormed(),
  number: readNumber,
  date: readDate,
  boolean: readBoolean,
};

const EXPECTED: Record<FieldType, string> = {
  text: 'text',
  number: 'a number, such as 12.5',
  date: 'a date, such as 2026-01-31',
  boolean: 'true or false',
};

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const DATE =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i;
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
]);

/**
 * What is stored in a custom field for an input; null removes the value. Presumes of a text what `fieldsSchema` checks: at most
 * 10,000 characters, no NUL.
 */
export function checkField(
  tag: string,
  value: FieldValue,
  types: FieldTypes,
): { value: FieldValue } | Refusal {
  const type = types.get(tag);
  if (type === undefined) {
    const { message } = fieldNotFound(tag, similarTag(tag, types.keys()));
    return { code: 'FIELD_NOT_FOUND', reason: message };
  }
  if (value === null) return { value };
  if (type !== 'text' && typeof value === 'string' && value.trim() === '') return { value: null };
  const read = READ[type](value);
  if (read !== undefined) return { value: read };
  const given = JSON.stringify(typeof value === 'string' ? shortened(value) : value);
  return {
    code: 'FIELD_VALUE_INVALID',
    reason: `The field "${tag}" takes ${EXPECTED[type]}; ${given} is not one.`,
  };
}

function readNumber(value: string | number | boolean): number | undefined {
  if (typeof value === 'boolean') return undefined;
  const number = typeof value === 'number' ? value : NUMBER.test(value.trim()) ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

function readDate(value: string | number | boolean): string | undefined {
  const match = typeof value === 'string' ? DATE.exec(value.trim()) : null;
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return day >= 1 && day <= daysIn(year, month) ? `${match[1]}-${match[2]}-${match[3]}` : undefined;
}

function readBoolean(value: string | number | boolean): boolean | undefined {
  return BOOLEANS.get(String(value).trim().toLowerCase());
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** 0 of a month that there is not. */
function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0);
}

const shortened = (text: string) => (text.length > 50 ? `${text.slice(0, 50)}…` : text);
