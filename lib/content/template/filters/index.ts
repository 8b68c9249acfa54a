import { currency, number } from './amounts';
import { date } from './date';
import type { Filter } from './filter';
import { capitalize, defaultTo, lower, truncate, upper } from './text';

export type { Filter } from './filter';

export const FILTERS: ReadonlyMap<string, Filter> = new Map(
  Object.entries({ default: defaultTo, upper, lower, capitalize, truncate, date, number, currency }),
);
