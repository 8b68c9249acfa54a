import { freeSlots, isAstray, type Lane, takeSlots, timeOf } from './lane';
import type { Group } from './paceState';
import { fairShare, spread } from './shares';
import { type Turn, TURN_LIFE_MS } from './turn';

/** A turn of a group and one of the transport that are further apart leave no time for both. */
const TOLERANCE_MS = 30;
/** Turns that nobody has taken this long before their time are lost if nobody takes them now. */
const SOON_MS = 200;

/** Turns that are wanted for a group: at most `count`, one each `spacing` from `next` on. */
export interface Order {
  group: Group;
  count: number;
  /** Of the group; undefined where it has no rate of its own. */
  own: { spacing: number; next: number } | undefined;
}

export interface Placed {
  lane: Lane;
  turns: Map<Group, Turn[]>;
  /** When the next turn of each group is due. */
  next: Map<string, number>;
}

/** A turn of the transport by its number, and when the group's turn that goes with it is due. */
type Pick = readonly [slot: number, due: number];

/**
 * Gives out turns before `end`, to each order as many as is fair: `fair` altogether, and those that would soon be lost, but no
 * more than there is `room`.
 */
export function placeTurns(
  lane: Lane,
  orders: readonly Order[],
  { fair, room, now, end }: { fair: number; room: number; now: number; end: number },
): Placed {
  const free = new Set(freeSlots(lane, end));
  const isSoon = (slot: number) => timeOf(lane, slot) < now + SOON_MS;
  const most = Math.min(room, fair + [...free].filter(isSoon).length);
  const wanted = orders.map((order) => Math.max(0, Math.min(order.count, possible(order, lane, end))));
  const share = Math.ceil(fairShare(most, wanted));
  const turns = new Map<Group, Turn[]>();
  const next = new Map<string, number>();
  const taken: number[] = [];
  for (const [index, { group, own }] of orders.entries()) {
    const count = Math.min(wanted[index]!, share, most - taken.length);
    const picks = own ? pickFor(own, lane, free, count) : pickSpread(lane, [...free], count, isSoon);
    for (const [slot] of picks) {
      free.delete(slot);
      taken.push(slot);
    }
    turns.set(
      group,
      picks.map(([slot, due]) => turnOf(timeOf(lane, slot), due)),
    );
    const last = picks.at(-1)?.[1];
    if (group !== null && own) next.set(group, last === undefined ? own.next : last + own.spacing);
  }
  return { lane: takeSlots(lane, taken), turns, next };
}

/** Both of the transport and of a group: it is over when the earlier is. */
const turnOf = (time: number, due: number): Turn => ({
  at: Math.ceil(Math.max(time, due)),
  until: Math.floor(Math.min(time, due) + TURN_LIFE_MS),
});

/** First those that would be lost, then some of every moment, so that others get some of every moment too. */
function pickSpread(
  lane: Lane,
  free: readonly number[],
  count: number,
  isSoon: (slot: number) => boolean,
): Pick[] {
  const soon = free.filter(isSoon).slice(0, count);
  const others = spread(free.slice(soon.length), count - soon.length);
  return [...soon, ...others].map((slot) => [slot, timeOf(lane, slot)]);
}

/** For each turn of a group the nearest of the transport; where none is near, the group's comes later. */
function pickFor(
  { next, spacing }: { next: number; spacing: number },
  lane: Lane,
  free: ReadonlySet<number>,
  count: number,
): Pick[] {
  const left = new Set(free);
  const picks: Pick[] = [];
  for (let due = next; picks.length < count; due += spacing) {
    const near = nearest(lane, left, due);
    const slot = near ?? firstFrom(lane, left, due);
    if (slot === undefined) break;
    if (near === undefined) due = timeOf(lane, slot);
    left.delete(slot);
    picks.push([slot, due]);
  }
  return picks;
}

/** When a group's next turn is due, as things are now. */
export const dueAt = (next: number | undefined, spacing: number, now: number): number =>
  next === undefined || isAstray(next, spacing, now) ? now : Math.max(now, next);

const possible = ({ own }: Order, lane: Lane, end: number): number =>
  Math.ceil((end - (own?.next ?? lane.base)) / (own?.spacing ?? lane.spacing));

function nearest(lane: Lane, free: ReadonlySet<number>, instant: number): number | undefined {
  const middle = Math.round((instant - lane.base) / lane.spacing);
  for (let off = 0; (off - 0.5) * lane.spacing <= TOLERANCE_MS; off++) {
    const close = [middle - off, middle + off].find(
      (slot) => free.has(slot) && Math.abs(timeOf(lane, slot) - instant) <= TOLERANCE_MS,
    );
    if (close !== undefined) return close;
  }
  return undefined;
}

const firstFrom = (lane: Lane, free: Iterable<number>, instant: number): number | undefined => {
  for (const slot of free) if (timeOf(lane, slot) >= instant) return slot;
  return undefined;
};
