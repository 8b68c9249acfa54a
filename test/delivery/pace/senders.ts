import type { Limits } from '../../../lib/delivery/pace/limits';
import { type Group, NEW_PACE, type PaceState } from '../../../lib/delivery/pace/paceState';
import { reserve } from '../../../lib/delivery/pace/reserve';
import type { Turn } from '../../../lib/delivery/pace/turn';
import type { seededRandom } from '../../support/random';

export interface Sender {
  groups: readonly Group[];
  /** Messages that it can write in a second. */
  perSecond: number;
  /** How likely it is held up at each step, for up to twice the life of a turn. */
  stalls: number;
  /** How likely it gives back what it has when it would ask, and comes again a little later. */
  leaves?: number;
}

export interface Sent {
  at: number;
  group: Group;
  sender: number;
}

const STEP_MS = 5;
const START = Date.parse('2026-01-01T00:00:00Z');

export const noLimits: Limits = {
  messagesPerSecond: 10_000,
  messagesPerHour: null,
  messagesPerDay: null,
  warmUp: null,
  rateOf: () => 10_000,
};

/**
 * Lets senders that always have something to send do so, each with its turns in its own memory, on one state. When
 * nothing can leave for long, time jumps.
 */
export function letThemSend(
  senders: readonly Sender[],
  limits: Limits,
  forMs: number,
  random: ReturnType<typeof seededRandom>,
): { sent: Sent[]; start: number; end: number } {
  let state: PaceState = NEW_PACE;
  const groupTurns = new Map<string, number>();
  const sent: Sent[] = [];
  const all = senders.map((sender, number) => ({
    ...sender,
    number,
    turns: [] as (Turn & { group: Group })[],
    unused: [] as number[],
    asksAt: START + random.below(300),
    stalledUntil: 0,
    notBefore: 0,
  }));
  const end = START + forMs;
  for (let now = START; now < end; now += STEP_MS) {
    for (const sender of all) {
      if (now < sender.stalledUntil) continue;
      if (random.chance(sender.stalls)) {
        sender.stalledUntil = now + random.below(80);
        continue;
      }
      const over = sender.turns.filter((turn) => turn.until < now);
      sender.unused.push(...over.map(({ at }) => at));
      sender.turns = sender.turns.filter((turn) => turn.until >= now);
      let able = Math.ceil((sender.perSecond * STEP_MS) / 1000);
      sender.turns = sender.turns.filter((turn) => {
        if (turn.at > now || able-- <= 0) return true;
        sent.push({ at: now, group: turn.group, sender: sender.number });
        return false;
      });
      if (now < sender.asksAt) continue;
      if (sender.leaves !== undefined && random.chance(sender.leaves)) {
        const unused = [...sender.unused.splice(0), ...sender.turns.map(({ at }) => at)];
        const freed = sender.turns.filter(({ group }) => group === null).map(({ at }) => at);
        const left = reserve(
          state,
          groupTurns,
          limits,
          { asker: String(sender.number), wants: [], unused, freed },
          now,
        );
        state = JSON.parse(JSON.stringify(left.state)) as PaceState;
        sender.turns = [];
        sender.asksAt = now + random.below(200);
        continue;
      }
      const held = (group: Group) => sender.turns.filter((turn) => turn.group === group).length;
      const wants = sender.groups.map((group) => ({ group, perSecond: Infinity, held: held(group) }));
      const ask = { asker: String(sender.number), wants, unused: sender.unused.splice(0), freed: [] };
      const reserved = reserve(state, groupTurns, limits, ask, now);
      // What the database would do.
      state = JSON.parse(JSON.stringify(reserved.state)) as PaceState;
      for (const [group, next] of reserved.groups) groupTurns.set(group, next);
      const gained = [...reserved.turns].flatMap(([group, turns]) =>
        turns.map((turn) => ({ ...turn, group })),
      );
      sender.turns = [...sender.turns, ...gained].sort((a, b) => a.at - b.at);
      sender.notBefore = Math.min(...reserved.notBefore.values());
      sender.asksAt = now + (sender.turns.length > 0 ? 450 : 100) + random.below(50);
    }
    const idleUntil = Math.min(...all.map(({ turns, notBefore }) => (turns.length > 0 ? 0 : notBefore)));
    if (idleUntil > now + 2_000) now = Math.floor(idleUntil - 1_000);
  }
  return { sent, start: START, end };
}
