import type { Happening } from '../../events';
import type { Db } from '../../store';

/** Puts clicks down that are not judged yet. */
export async function holdClicks(tx: Db, clicks: readonly Happening[]): Promise<void> {
  if (clicks.length === 0) return;
  await tx
    .insertInto('held_clicks')
    .values(clicks.map((click) => ({ key: click.key, at: click.at, click: JSON.stringify(click) })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** @returns those from before an instant, the oldest first */
export async function clicksHeldBefore(db: Db, instant: number, limit: number): Promise<Happening[]> {
  const rows = await db
    .selectFrom('held_clicks')
    .select('click')
    .where('at', '<', instant)
    .orderBy('at')
    .limit(limit)
    .execute();
  return rows.map(({ click }) => JSON.parse(click) as Happening);
}

/** They are on record. */
export async function letGoOf(tx: Db, clicks: readonly Happening[]): Promise<void> {
  if (clicks.length === 0) return;
  const keys = clicks.map(({ key }) => key);
  await tx.deleteFrom('held_clicks').where('key', 'in', keys).execute();
}
