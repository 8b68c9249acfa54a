import { type RawBuilder, sql } from 'kysely';
import type { Context } from './context';
import type { ResolvedField } from './resolvedFilter';
import type { Condition } from './sqlBool';

const DAY_MS = 86_400_000;

/** Both databases then have the case of A to Z alone in common. */
export function compareText(
  { dialect }: Context,
  filter: ResolvedField,
  value: RawBuilder<unknown>,
): Condition {
  const text = dialect === 'sqlite' ? sql`coalesce(${value}, '')` : sql`(coalesce(${value}, '') collate "C")`;
  switch (filter.operator) {
    case 'equals':
      return sql`lower(${text}) = ${lowerAToZ(filter.value)}`;
    case 'contains':
      return contains(dialect, sql`lower(${text})`, lowerAToZ(filter.value));
    default:
      return sql`${text} <> ''`;
  }
}

/** True or false, also of a value that is NULL. */
export function compareOrdered(filter: ResolvedField, value: RawBuilder<unknown>): Condition {
  switch (filter.operator) {
    case 'equals':
      return sql`coalesce(${value} = ${bound(filter.value)}, false)`;
    case 'greater_than':
      return sql`coalesce(${value} > ${bound(filter.value)}, false)`;
    case 'less_than':
      return sql`coalesce(${value} < ${bound(filter.value)}, false)`;
    case 'between':
      return sql`coalesce(${value} between ${bound(filter.from)} and ${bound(filter.to)}, false)`;
    default:
      return sql`${value} is not null`;
  }
}

/** An instant is compared by its day in UTC. */
export function compareDay(filter: ResolvedField, value: RawBuilder<unknown>): Condition {
  const start = (day: unknown) => Date.parse(String(day));
  const end = (day: unknown) => start(day) + DAY_MS;
  switch (filter.operator) {
    case 'equals':
      return sql`coalesce(${value} >= ${start(filter.value)} and ${value} < ${end(filter.value)}, false)`;
    case 'greater_than':
      return sql`coalesce(${value} >= ${end(filter.value)}, false)`;
    case 'less_than':
      return sql`coalesce(${value} < ${start(filter.value)}, false)`;
    case 'between':
      return sql`coalesce(${value} >= ${start(filter.from)} and ${value} < ${end(filter.to)}, false)`;
    default:
      return sql`${value} is not null`;
  }
}

/** Whether a text that is not NULL has the other in it. */
export const contains = (dialect: Context['dialect'], text: RawBuilder<unknown>, part: string): Condition =>
  dialect === 'sqlite' ? sql`instr(${text}, ${part}) > 0` : sql`strpos(${text}, ${part}) > 0`;

export const lowerAToZ = (value: string | number | boolean): string =>
  String(value).replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

const bound = (value: string | number | boolean) =>
  typeof value === 'number' ? sql`cast(${value} as double precision)` : sql`${value}`;
