import type { SQLInputValue } from 'node:sqlite';

/**
 * What Kysely hands over, as SQLite takes it. node:sqlite takes an object in the first place for a set of named
 * parameters and then binds NULL without a word, so anything but a plain value is refused here.
 */
export function bindValue(value: unknown): SQLInputValue {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
      return value;
    case 'boolean':
      return value ? 1 : 0;
    default:
      if (value === null || value instanceof Uint8Array) return value;
      throw new TypeError(
        `Cannot bind ${value instanceof Date ? 'a Date' : typeof value} to an SQLite parameter.`,
      );
  }
}
