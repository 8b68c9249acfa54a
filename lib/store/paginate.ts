import { type ExpressionWrapper, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { Page } from '../model';
import type { Tables } from './tables';

/**
 * One page of a query, and how many rows there are in all.
 * @param select the columns and the order; without an order pages would overlap
 */
export async function paginate<Table extends keyof Tables, Row extends object, Item>(
  matching: SelectQueryBuilder<Tables, Table, object>,
  { page, perPage }: { page: number; perPage: number },
  select: (matching: SelectQueryBuilder<Tables, Table, object>) => SelectQueryBuilder<Tables, Table, Row>,
  toItem: (row: Row) => Item,
): Promise<Page<Item>> {
  const { total } = await matching
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await select(matching)
    .limit(perPage)
    .offset((page - 1) * perPage)
    .execute();
  return { data: rows.map((row) => toItem(row as Row)), meta: { page, perPage, total } };
}

/** True where the column has the text anywhere in it, in either case; on SQLite, in either case of ASCII letters. */
export function contains(column: string, text: string): ExpressionWrapper<Tables, keyof Tables, SqlBool> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return sql<SqlBool>`lower(${sql.ref(column)}) like lower(${pattern}) escape '\\'` as never;
}
