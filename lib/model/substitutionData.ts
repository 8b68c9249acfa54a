import { z } from 'zod/v4';
import { hasNoNul, NUL_REFUSED } from './validate';

const MAX_LENGTH = 100_000;
const MAX_DEPTH = 10;

type Json = z.output<ReturnType<typeof z.json>>;

/** Values that templates name, beside the fields of each contact: any JSON object, e.g. `{"city": "Leeds", "items": [1, 2]}`. */
export const substitutionDataSchema = z
  .custom<Record<string, Json>>()
  // First, because what comes after calls itself for each level.
  .refine((data) => !isNestedTooDeep(data), { error: 'The data is nested more than 10 deep.', abort: true })
  .pipe(z.record(z.string(), z.json()))
  .refine((data) => JSON.stringify(data).length <= MAX_LENGTH, 'The data is over 100,000 characters of JSON.')
  .refine((data) => hasNoNul(JSON.stringify(data).replaceAll('\\u0000', '\0')), NUL_REFUSED);
export type SubstitutionData = z.output<typeof substitutionDataSchema>;

/** Level by level, so that no depth is too much for the stack. */
function isNestedTooDeep(data: unknown): boolean {
  let level = new Set([data].filter(isObject));
  for (let depth = 0; level.size > 0; depth++) {
    if (depth === MAX_DEPTH) return true;
    level = new Set([...level].flatMap((value) => Object.values(value) as unknown[]).filter(isObject));
  }
  return false;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
