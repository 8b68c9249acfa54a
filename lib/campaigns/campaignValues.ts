import { dataOf, isValue } from '../content';
import type { SubstitutionData } from '../model';

/** The names of the values that come with a campaign and with its send. */
export function valuesOf(row: Parameters<typeof dataOf>[0]) {
  const { substitutionData, sendData } = dataOf(row);
  const brought = namesWithValue(sendData);
  return {
    /** Whoever receives the campaign. */
    given: namesWithValue({ ...substitutionData, ...sendData }),
    /** For those who have no such field. */
    defaults: namesWithValue(substitutionData),
    /** By the send, whatever a contact has. */
    brought,
    /** By the send, whatever a contact has: it leaves a gap for everybody. */
    emptied: new Set(Object.keys(sendData ?? {}).filter((name) => !brought.has(name))),
  };
}

const namesWithValue = (data: SubstitutionData | null): Set<string> =>
  new Set(Object.keys(data ?? {}).filter((name) => isValue(data![name])));
