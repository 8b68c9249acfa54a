import type { WarmUp } from '../../model';
import { DAY, fallsBelow, HOUR, total, type Volume } from './volume';
import { nextWarmUpDay, warmUpLimit } from './warmUp';

export interface Limits {
  messagesPerSecond: number;
  messagesPerHour: number | null;
  messagesPerDay: number | null;
  warmUp: WarmUp | null;
  /** Messages per second to a group, as long as it has not asked us to slow down. */
  rateOf(group: string): number;
}

export interface Volumes {
  hour: Volume;
  day: Volume;
}

/** How many more messages the limits of the hour and the day, and the warm-up, let go now, and if none, when they let some. */
export function roomOf(limits: Limits, { hour, day }: Volumes, now: number) {
  const { messagesPerHour, messagesPerDay, warmUp } = limits;
  const bounds = [];
  if (messagesPerHour !== null) {
    bounds.push({
      room: messagesPerHour - total(hour),
      opensAt: fallsBelow(hour, HOUR, messagesPerHour, now),
    });
  }
  if (messagesPerDay !== null) {
    bounds.push({ room: messagesPerDay - total(day), opensAt: fallsBelow(day, DAY, messagesPerDay, now) });
  }
  const warm = warmUp && warmUpLimit(warmUp, now);
  if (warm !== null) {
    const opensAt = Math.min(fallsBelow(day, DAY, warm, now), nextWarmUpDay(warmUp!, now));
    bounds.push({ room: warm - total(day), opensAt });
  }
  const closed = bounds.filter(({ room }) => room <= 0);
  return {
    room: Math.max(0, Math.min(Infinity, ...bounds.map(({ room }) => room))),
    opensAt: Math.max(0, ...closed.map(({ opensAt }) => opensAt)),
  };
}
