import { type RawBuilder, sql } from 'kysely';
import type { Store } from '../../store';

/** Many keys behind an `in`, as one parameter: to write a thousand of them into a statement takes longer than to look for them. */
export const keyList = <Key extends number>(
  dialect: Store['dialect'],
  keys: Iterable<Key>,
): RawBuilder<Key> => {
  const json = JSON.stringify([...new Set(keys)]);
  return dialect === 'sqlite'
    ? sql`(select value from json_each(${json}))`
    : sql`(select value::bigint from json_array_elements_text(${json}::json))`;
};
