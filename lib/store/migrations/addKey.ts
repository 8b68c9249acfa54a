import type { CreateTableBuilder } from 'kysely';
import type { Store } from '../store';

/** A key that counts up and is never used again, even after the row with the greatest one is deleted. */
export function addKey<Table extends string, C extends string>(
  table: CreateTableBuilder<Table, C>,
  name: string,
  dialect: Store['dialect'],
) {
  return dialect === 'sqlite'
    ? table.addColumn(name, 'integer', (column) => column.primaryKey().autoIncrement())
    : table.addColumn(name, 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity());
}
