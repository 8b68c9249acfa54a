import type { CampaignKey } from '../../model';
import type { Group } from '../pace';
import type { Claimed } from './claims';

/** What is claimed and not begun, by the limit that its recipients share. */
export class Stock {
  readonly #queues = new Map<Group, Claimed[]>();
  #size = 0;

  constructor(private readonly groupOf: (domain: string) => Group) {}

  get size(): number {
    return this.#size;
  }

  /** Those that have something. */
  get groups(): Group[] {
    return [...this.#queues.keys()];
  }

  add(batch: readonly Claimed[]): void {
    for (const delivery of batch) {
      const group = this.groupOf(delivery.domain);
      const queue = this.#queues.get(group);
      if (queue) queue.push(delivery);
      else this.#queues.set(group, [delivery]);
    }
    this.#size += batch.length;
  }

  count(group: Group): number {
    return this.#queues.get(group)?.length ?? 0;
  }

  /** What comes first of a group that has some. */
  first(group: Group): Claimed {
    return this.#queues.get(group)![0]!;
  }

  /** The first of a group that has one. */
  take(group: Group): Claimed {
    return this.#remove(group, (queue) => queue.splice(0, 1))[0]!;
  }

  /** Everything of a group behind the first `count`. */
  takeBehind(group: Group, count: number): Claimed[] {
    return this.#remove(group, (queue) => queue.splice(count));
  }

  takeCampaign(campaign: CampaignKey): Claimed[] {
    const taken: Claimed[] = [];
    for (const [group, queue] of this.#queues) {
      const others = queue.filter((delivery) => delivery.campaign !== campaign);
      taken.push(...queue.filter((delivery) => delivery.campaign === campaign));
      if (others.length > 0) this.#queues.set(group, others);
      else this.#queues.delete(group);
    }
    this.#size -= taken.length;
    return taken;
  }

  takeAll(): Claimed[] {
    const all = [...this.#queues.values()].flat();
    this.#queues.clear();
    this.#size = 0;
    return all;
  }

  #remove(group: Group, splice: (queue: Claimed[]) => Claimed[]): Claimed[] {
    const queue = this.#queues.get(group) ?? [];
    const taken = splice(queue);
    if (queue.length === 0) this.#queues.delete(group);
    this.#size -= taken.length;
    return taken;
  }
}
