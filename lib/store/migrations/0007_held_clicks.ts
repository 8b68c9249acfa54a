import type { Db } from '../store';

/** Clicks that are not judged yet, so that a crash loses none. */
export async function heldClicks(tx: Db): Promise<void> {
  await tx.schema
    .createTable('held_clicks')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('contact_id', 'bigint', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('click', 'text', (column) => column.notNull())
    .execute();
}
