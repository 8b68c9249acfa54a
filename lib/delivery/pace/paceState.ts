import type { Lane } from './lane';
import type { Slowdowns } from './slowdown';
import type { Volumes } from './limits';

/** What everybody who sends through a transport shares. */
export interface PaceState extends Volumes {
  lane?: Lane;
  /** Who asked for turns lately: when, and for how many a second. */
  askers: Readonly<Record<string, readonly [at: number, perSecond: number]>>;
  slowdowns: Slowdowns;
}
export const NEW_PACE: PaceState = { hour: [], day: [], askers: {}, slowdowns: {} };

/** Recipients that share a limit of their own; null: those who share the transport's alone. */
export type Group = string | null;

/** When the next turn of each group is due. */
export type GroupTurns = ReadonlyMap<string, number>;
