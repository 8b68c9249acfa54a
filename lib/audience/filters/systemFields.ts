import type { ValueType } from './resolvedFilter';

/** What every contact has and filters compare as a field; the names are the columns'. */
export const SYSTEM_FIELDS: ReadonlyMap<string, ValueType> = new Map([
  ['email', 'text'],
  ['name', 'text'],
  ['source', 'text'],
  ['time_zone', 'text'],
  ['subscribed_at', 'instant'],
  ['created_at', 'instant'],
] as const);
