import type { FieldType } from '../../../../lib/model';

/** What an expression may give: of a date also n8n's DateTime. */
export type Typed = string | number | boolean | Date | { toISO(): string } | null | undefined;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;
const YES_OR_NO: Record<string, boolean> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
};
const TIME_OF_DAY = /[T ]\d{2}:.*$/;

/** What was typed, as a field of this type has it. What cannot be one is passed on, for the engine to refuse. */
export function toFieldValue(typed: Typed, type: FieldType): string | number | boolean {
  const text = toText(typed).trim();
  if (type === 'number' && NUMBER.test(text)) return Number(text);
  if (type === 'boolean') return YES_OR_NO[text.toLowerCase()] ?? text;
  if (type === 'date') return text.replace(TIME_OF_DAY, '');
  return text;
}

function toText(typed: Typed): string {
  if (typed === null || typed === undefined) return '';
  if (typed instanceof Date) return typed.toISOString();
  return typeof typed === 'object' ? typed.toISO() : String(typed);
}
