import { z } from 'zod/v4';
import { hasNoNul, NUL_REFUSED } from './validate';

const MAX_LENGTH = 100_000;
const MAX_DEPTH = 10;

/** Values that templates name, beside the fields of each contact: any JSON object, e.g. `{"city": "Leeds", "items": [1, 2]}`. */
export const substitutionDataSchema = z
  .record(z.string(), z.json())
  .refine((data) => depthOf(data) <= MAX_DEPTH, 'The data is nested more than 10 deep.')
  .refine((data) => JSON.stringify(data).length <= MAX_LENGTH, 'The data is over 100,000 characters of JSON.')
  .refine((data) => hasNoNul(JSON.stringify(data).replaceAll('\\u0000', '\0')), NUL_REFUSED);
export type SubstitutionData = z.output<typeof substitutionDataSchema>;

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
