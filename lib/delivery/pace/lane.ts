/** How much of the future is reserved at most: a process that dies leaves no more of it unused. */
export const HORIZON_MS = 750;
/** Clocks of several machines differ by less; what is reserved further ahead is of a clock that was set back. */
const SKEW_MS = 5_000;

/** The turns of a transport, one each `spacing`, of which some of the near future are taken. */
export interface Lane {
  /** The first that is counted. */
  base: number;
  spacing: number;
  /** The last that is taken; 0 when none ever was. */
  last: number;
  /** From `base` on, a character for each: 1 where it is taken. */
  taken: string;
}

export const timeOf = (lane: Lane, index: number): number => lane.base + index * lane.spacing;

/** Whether an instant is further away than anybody reserves. */
export const isAstray = (reserved: number, spacing: number, now: number): boolean =>
  reserved > now + HORIZON_MS + spacing + SKEW_MS;

/** A lane as it is now. Where nothing of the future is taken, a turn is free at once, or one spacing after the last. */
export function laneAt(lane: Lane | undefined, spacing: number, now: number): Lane {
  if (!lane || isAstray(lane.last, Math.max(spacing, lane.spacing), now)) {
    return { base: now, spacing, last: 0, taken: '' };
  }
  if (lane.last < now || lane.spacing !== spacing) {
    return { base: Math.max(now, lane.last + spacing), spacing, last: lane.last, taken: '' };
  }
  const past = Math.max(0, Math.ceil((now - lane.base) / spacing));
  return { ...lane, base: timeOf(lane, past), taken: lane.taken.slice(past) };
}

/** The numbers of the turns before `end` that are free, in order. */
export function freeSlots(lane: Lane, end: number): number[] {
  const count = Math.max(0, Math.ceil((end - lane.base) / lane.spacing));
  return Array.from({ length: count }, (_, index) => index).filter((index) => lane.taken[index] !== '1');
}

export function firstFreeAt(lane: Lane): number {
  const hole = lane.taken.indexOf('0');
  return timeOf(lane, hole === -1 ? lane.taken.length : hole);
}

/** The same with turns free again that were taken at these instants and are not used; what has passed is gone. */
export function withFreed(lane: Lane, instants: readonly number[], now: number): Lane {
  if (instants.length === 0) return lane;
  const marks = lane.taken.split('');
  for (const instant of instants) {
    // Instants are whole milliseconds, and several turns may be of one.
    let slot = Math.floor((instant - lane.base) / lane.spacing);
    while (slot >= 0 && timeOf(lane, slot) > instant - 1 && marks[slot] !== '1') slot--;
    const isOurs = slot >= 0 && timeOf(lane, slot) > instant - 1 && instant > now;
    if (isOurs) marks[slot] = '0';
  }
  const taken = marks.join('').replace(/0+$/, '');
  return { ...lane, taken, last: timeOf(lane, taken.length - 1) };
}

export function takeSlots(lane: Lane, slots: readonly number[]): Lane {
  if (slots.length === 0) return lane;
  const marks = lane.taken.split('');
  for (const slot of slots) {
    while (marks.length <= slot) marks.push('0');
    marks[slot] = '1';
  }
  return { ...lane, taken: marks.join(''), last: Math.max(lane.last, timeOf(lane, Math.max(...slots))) };
}
