import type { Clock } from '../../model';
import type { Group, Pace } from '../pace';
import type { UnderWay } from './underWay';

/** How long before its turn a message is marked and given to a connection: a commit, and the way to the server and back. */
const AHEAD_MS = 250;

export interface OpeningsDependencies {
  clock: Clock;
  pace: Pace;
  underWay: UnderWay;
  /** Connections that this process has to the place, those that are about to be closed among them. */
  held: () => number;
  /** Called when another shipment to the same place leaves room. */
  wake: () => void;
}

/** Of which groups one more message can begin: it has a turn soon, and one of the connections that are for its group. */
export class Openings {
  /** Messages of a group that have begun, and have no turn yet. */
  readonly #promised = new Map<Group, number>();

  constructor(private readonly deps: OpeningsDependencies) {
    deps.underWay.join(deps.wake);
  }

  /** From now on there is nobody to wake. */
  close(): void {
    this.deps.underWay.leave(this.deps.wake);
  }

  has(group: Group): boolean {
    return this.#hasConnection(group) && this.deps.pace.has(group, this.#latest(), this.#promisedOf(group));
  }

  begin(group: Group): void {
    this.deps.underWay.add(group);
    this.#promise(group, 1);
  }

  /** It has its turn. */
  turned(group: Group): void {
    this.#promise(group, -1);
  }

  /** It is under way no more. */
  end(group: Group, hadTurn: boolean): void {
    this.deps.underWay.remove(group, this.deps.wake);
    if (!hadTurn) this.#promise(group, -1);
  }

  /** Resolves when one of the groups may have one that is only waiting for its turn; undefined when there is no such group. */
  ready(groups: readonly Group[], signal: AbortSignal): Promise<void> | undefined {
    const waiting = groups.filter((group) => this.#hasConnection(group));
    if (waiting.length === 0) return undefined;
    return this.deps.pace.ready(
      waiting,
      () => this.#latest(),
      signal,
      (group) => this.#promisedOf(group),
    );
  }

  #hasConnection(group: Group): boolean {
    const { pace, held, underWay } = this.deps;
    return group === null || underWay.count(group) < pace.maxConnections(group, held());
  }

  #latest(): number {
    return this.deps.clock.now() + AHEAD_MS;
  }

  #promisedOf(group: Group): number {
    return this.#promised.get(group) ?? 0;
  }

  #promise(group: Group, change: number): void {
    this.#promised.set(group, this.#promisedOf(group) + change);
  }
}
