import { GroupStock } from './groupStock';
import type { Group } from './paceState';
import type { Ask, Reservation, Want } from './reserve';

/** Each group is a row: more of them are served in turns. */
const GROUPS_AT_ONCE = 200;

/** The turns that one process has reserved, by group. */
export class Stocks {
  readonly #byGroup = new Map<Group, GroupStock>();

  /** @param perSecond how many turns a group that is new seems to be able to use */
  of(group: Group, now: number, perSecond = Infinity): GroupStock {
    let stock = this.#byGroup.get(group);
    if (!stock) {
      stock = new GroupStock(perSecond, now);
      this.#byGroup.set(group, stock);
    }
    return stock;
  }

  /** Undefined when nobody asked for it lately. */
  find(group: Group): GroupStock | undefined {
    return this.#byGroup.get(group);
  }

  learn(isAlone: boolean, most: number, now: number): void {
    for (const stock of this.#byGroup.values()) stock.learn(isAlone, most, now);
  }

  /** Those that were served longest ago first; the others when these have theirs. */
  wanted(now: number): Group[] {
    return [...this.#byGroup]
      .filter(([, stock]) => stock.isActive(now))
      .sort(([, a], [, b]) => a.servedAt - b.servedAt)
      .slice(0, GROUPS_AT_ONCE)
      .map(([group]) => group);
  }

  wantOf(group: Group, now: number): Want {
    const stock = this.of(group, now);
    return { group, perSecond: stock.perSecond, held: stock.held(now) };
  }

  /** The instants of turns that nobody will use, and those of them that are of no group; each is named once. */
  takeUnused(now: number): Pick<Ask, 'unused' | 'freed'> {
    const unused: number[] = [];
    const freed: number[] = [];
    for (const [group, stock] of this.#byGroup) {
      const instants = stock.takeUnused();
      unused.push(...instants);
      if (group === null) freed.push(...instants);
      if (!stock.isActive(now) && stock.held(now) === 0) this.#byGroup.delete(group);
    }
    return { unused, freed };
  }

  add({ turns, notBefore }: Reservation, now: number): void {
    for (const [group, stock] of this.#byGroup) {
      stock.wasAsked = notBefore.has(group);
      if (!stock.wasAsked) continue;
      stock.notBefore = notBefore.get(group)!;
      stock.add(turns.get(group) ?? [], now);
    }
  }

  /** Gives up what is left. */
  empty(): void {
    for (const stock of this.#byGroup.values()) stock.empty();
  }
}
