import { type Db, lockUntilCommit, type Store, transact } from '../../store';
import type { GroupTurns, PaceState } from './paceState';
import { NEW_PACE } from './paceState';

/** What a transport's pace was, and what becomes of it. */
export interface PaceRows {
  state: PaceState;
  groups: GroupTurns;
}

/**
 * Changes the pace of a transport, one after the other with everybody on the store.
 * @param groups that the change reads
 */
export async function changePace<Change extends PaceRows>(
  { db, dialect }: Store,
  transportId: string,
  groups: readonly string[],
  change: (before: PaceRows) => Change,
): Promise<Change> {
  // A transport's id has no space in it.
  const keyOf = (group: string) => `${transportId} ${group}`;
  return transact(db, async (tx) => {
    await lockUntilCommit(tx, dialect, `pace ${transportId}`, 'alone');
    const states = await readStates(tx, [transportId, ...groups.map(keyOf)]);
    const known = groups.filter((group) => states.has(keyOf(group)));
    const changed = change({
      state: { ...NEW_PACE, ...(states.get(transportId) as PaceState | undefined) },
      groups: new Map(known.map((group) => [group, states.get(keyOf(group)) as number])),
    });
    await writeStates(tx, [
      [transportId, changed.state],
      ...[...changed.groups].map(([group, next]) => [keyOf(group), next] as const),
    ]);
    return changed;
  });
}

async function readStates(tx: Db, keys: readonly string[]): Promise<Map<string, unknown>> {
  const rows = await tx.selectFrom('pace').selectAll().where('key', 'in', keys).execute();
  return new Map(rows.map(({ key, state }) => [key, JSON.parse(state) as unknown]));
}

async function writeStates(tx: Db, states: readonly (readonly [string, unknown])[]): Promise<void> {
  await tx
    .insertInto('pace')
    .values(states.map(([key, state]) => ({ key, state: JSON.stringify(state) })))
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((eb) => ({ state: eb.ref('excluded.state') })),
    )
    .execute();
}
