import type { CampaignKey, Clock, ContactKey } from '../../model';
import type { Store } from '../../store';
import { type Claimed, LEASE_MS, releaseLeases, renewLeases } from './claims';

/** Leases are renewed well before they run out. */
const RENEW_EVERY_MS = LEASE_MS / 3;

/** What a pump has leased, and keeps leased while it runs. */
export class Holdings {
  readonly #held = new Map<CampaignKey, Set<ContactKey>>();
  #cancel = () => {};

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly owner: string,
  ) {}

  /** @returns those that are new: what ran out while the machine slept is claimed once more, and under way already */
  add(batch: readonly Claimed[]): Claimed[] {
    const added = batch.filter(({ campaign, contactId }) => !this.#held.get(campaign)?.has(contactId));
    for (const { campaign, contactId } of added) {
      const contacts = this.#held.get(campaign);
      if (contacts) contacts.add(contactId);
      else this.#held.set(campaign, new Set([contactId]));
    }
    return added;
  }

  /** For what was recorded: its lease ended with that. */
  remove({ campaign, contactId }: Claimed): void {
    this.#held.get(campaign)?.delete(contactId);
  }

  /** For what was not begun. */
  async giveBack(deliveries: readonly Claimed[], notBefore?: number): Promise<void> {
    for (const [campaign, group] of Map.groupBy(deliveries, (delivery) => delivery.campaign)) {
      const contacts = group.map(({ contactId }) => contactId);
      // First, as from then on they may be claimed again.
      group.forEach((delivery) => this.remove(delivery));
      await releaseLeases(this.store.db, campaign, contacts, this.owner, notBefore);
    }
  }

  startRenewing(): void {
    this.#cancel = this.clock.at(this.clock.now() + RENEW_EVERY_MS, () => {
      this.startRenewing();
      for (const [campaign, contacts] of this.#held) {
        if (contacts.size === 0) this.#held.delete(campaign);
        // One that fails is made up for by the next; what somebody else has claimed meanwhile is refused at the mark.
        else renewLeases(this.store, campaign, [...contacts], this.owner, this.clock.now()).catch(() => {});
      }
    });
  }

  /** What could not be given back until now runs out, and is then anybody's. */
  stopRenewing(): void {
    this.#cancel();
    this.#held.clear();
  }
}
