import type { ContactKey } from '../../model';
import type { Db } from '../../store';
import type { Happening } from './happening';

const HOUR_MS = 3_600_000;
const HOURS = 24;

interface Engagement {
  contact_id: ContactKey;
  last_open_at: number | null;
  last_click_at: number | null;
  /** JSON: opens and clicks by the hour of the day in UTC, of all time. */
  open_hours: string | null;
}

/** When people last opened and clicked, and at which hours they do. Machines tell nothing about them. */
export async function noteEngagement(tx: Db, happened: readonly Happening[]): Promise<void> {
  const ofPeople = happened.filter(
    ({ type, machine }) => machine === null && (type === 'open' || type === 'click'),
  );
  const byContact = [...Map.groupBy(ofPeople, ({ contact }) => contact)].sort(([a], [b]) => a - b);
  if (byContact.length === 0) return;
  const contacts = byContact.map(([contact]) => contact);
  const known = await tx
    .selectFrom('contact_activity')
    .select(['contact_id', 'last_open_at', 'last_click_at', 'open_hours'])
    .where('contact_id', 'in', contacts)
    .execute();
  const before = new Map(known.map((row) => [row.contact_id, row]));
  await tx
    .insertInto('contact_activity')
    .values(byContact.map(([contact, ones]) => engagementOf(contact, ones, before.get(contact))))
    .onConflict((conflict) =>
      conflict.column('contact_id').doUpdateSet((eb) => ({
        last_open_at: eb.ref('excluded.last_open_at'),
        last_click_at: eb.ref('excluded.last_click_at'),
        open_hours: eb.ref('excluded.open_hours'),
      })),
    )
    .execute();
}

function engagementOf(
  contact_id: ContactKey,
  happened: readonly Happening[],
  before: Engagement | undefined,
): Engagement {
  const hours = before?.open_hours
    ? (JSON.parse(before.open_hours) as number[])
    : new Array<number>(HOURS).fill(0);
  for (const { at } of happened) hours[Math.floor(at / HOUR_MS) % HOURS]!++;
  const last = (type: Happening['type'], known: number | null | undefined): number | null => {
    const instants = happened.filter((one) => one.type === type).map(({ at }) => at);
    const latest = Math.max(known ?? 0, ...instants);
    return latest > 0 ? latest : null;
  };
  return {
    contact_id,
    last_open_at: last('open', before?.last_open_at),
    last_click_at: last('click', before?.last_click_at),
    open_hours: JSON.stringify(hours),
  };
}
