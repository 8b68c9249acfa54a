import { firstFreeAt, HORIZON_MS, laneAt, withFreed } from './lane';
import { type Limits, roomOf } from './limits';
import type { Group, GroupTurns, PaceState } from './paceState';
import { dueAt, type Order, placeTurns } from './placeTurns';
import { fairShare } from './shares';
import { slowedRate } from './slowdown';
import { spacingOf, type Turn } from './turn';
import { count, DAY, HOUR, volumeAt } from './volume';

/** Who has not asked for this long does not count any more. */
const ASKER_LIFE_MS = 2_000;

export interface Want {
  group: Group;
  /** As many as one can use. */
  perSecond: number;
  /** Turns that one has and that are not over. */
  held: number;
}

export interface Ask {
  asker: string;
  /** None: the asker leaves. Where there is not enough for all, the first come first. */
  wants: readonly Want[];
  /** The instants of turns that were reserved earlier and not used. */
  unused: readonly number[];
  /** Those of them that are of the transport alone, without a group's: somebody else may have them. */
  freed: readonly number[];
}

export interface Reservation {
  state: PaceState;
  /** When the next turn of each group that was asked for is due. */
  groups: GroupTurns;
  turns: ReadonlyMap<Group, readonly Turn[]>;
  /** For each group that was asked for: before that there is nothing more for it. */
  notBefore: ReadonlyMap<Group, number>;
  /** Before that the hour or the day lets nothing leave. */
  opensAt: number;
  /** Nobody else asks for turns. */
  isAlone: boolean;
}

/**
 * Reserves turns of the next three quarters of a second: as many as wanted, as the limits allow, and as is fair among those who
 * ask. Whatever is reserved and used in its time keeps to every limit, whoever else does the same.
 */
export function reserve(
  before: PaceState,
  groupTurns: GroupTurns,
  limits: Limits,
  { asker, wants, unused, freed }: Ask,
  now: number,
): Reservation {
  const volumes = {
    hour: count(volumeAt(before.hour, HOUR, now), HOUR, unused, -1),
    day: count(volumeAt(before.day, DAY, now), DAY, unused, -1),
  };
  const rateOf = (group: string) => slowedRate(before.slowdowns, group, limits.rateOf(group), now);
  const usable = wants.map((want) => {
    const own = want.group === null ? Infinity : rateOf(want.group);
    return { ...want, perSecond: Math.min(want.perSecond, own, limits.messagesPerSecond) };
  });

  const mine = sum(usable.map(({ perSecond }) => perSecond));
  const others = Object.entries(before.askers).filter(
    ([id, [at]]) => id !== asker && Math.abs(now - at) < ASKER_LIFE_MS,
  );
  const demands = [mine, ...others.map(([, [, perSecond]]) => perSecond)];
  const share = fairShare(limits.messagesPerSecond, demands);

  const { room, opensAt } = roomOf(limits, volumes, now);
  const fair = Math.max(0, upTo(Math.min(mine, share)) - sum(usable.map(({ held }) => held)));
  const orders = usable.map(({ group, perSecond, held }): Order => {
    if (group === null) return { group, count: upTo(perSecond) - held, own: undefined };
    const spacing = spacingOf(rateOf(group));
    const next = dueAt(groupTurns.get(group), spacing, now);
    return { group, count: upTo(perSecond) - held, own: { spacing, next } };
  });
  const lane = withFreed(laneAt(before.lane, spacingOf(limits.messagesPerSecond), now), freed, now);
  const placed = placeTurns(lane, orders, { fair, room, now, end: now + HORIZON_MS });

  const instants = [...placed.turns.values()].flat().map(({ at }) => at);
  const freeAt = firstFreeAt(placed.lane);
  return {
    state: {
      lane: placed.lane,
      hour: count(volumes.hour, HOUR, instants, 1),
      day: count(volumes.day, DAY, instants, 1),
      askers: Object.fromEntries(wants.length > 0 ? [...others, [asker, [now, mine]]] : others),
      slowdowns: before.slowdowns,
    },
    groups: placed.next,
    turns: placed.turns,
    notBefore: new Map(
      wants.map(({ group }) => [
        group,
        Math.max(opensAt, freeAt, group === null ? 0 : placed.next.get(group)!),
      ]),
    ),
    opensAt,
    isAlone: others.length === 0,
  };
}

const upTo = (perSecond: number): number => Math.ceil((perSecond * HORIZON_MS) / 1000);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
