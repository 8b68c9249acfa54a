import type { CampaignKey } from '../../model';
import type { Ledger } from '../ledger/ledger';
import type { Marked } from '../ledger/markSending';
import { type Outcome, stopOf } from '../outcome';
import type { Group } from '../pace';
import type { Attempts } from '../settle';
import type { OutgoingMessage } from '../transport';
import type { Claimed } from './claims';
import type { Ready } from './lines';
import type { Openings } from './openings';
import type { Tasks } from './tasks';

/** A delivery whose turn is soon. */
export interface Picked {
  delivery: Claimed;
  group: Group;
}

/** A delivery that is marked as being sent, its message made or not. */
export type Begun = Omit<Ready, keyof OutgoingMessage>;

export interface PreparationDependencies {
  ledger: Ledger;
  transportId: string;
  openings: Openings;
  tasks: Tasks;
  /** Makes a message. Throws what keeps it from being made. */
  compose: (delivery: Claimed) => OutgoingMessage | Promise<OutgoingMessage>;
  onReady: (message: Ready) => void;
  /** Told of a message that could not be made. */
  onNotMade: (message: Begun, outcome: Outcome) => void;
  /** Told who was not marked: skipped, or of a campaign that is not being sent any more. */
  onNotMarked: (deliveries: readonly Claimed[]) => void;
  /** Told of a campaign that is not being sent any more. */
  onEnded: (campaign: CampaignKey) => void;
  letGo: (delivery: Claimed) => void;
}

/** From what is picked to messages that are ready: it is marked as being sent, a flight of each campaign in one commit, and then made. */
export class Preparation {
  #size = 0;

  constructor(private readonly deps: PreparationDependencies) {}

  /** How many are on the way. */
  get size(): number {
    return this.#size;
  }

  begin(picked: readonly Picked[]): void {
    this.#size += picked.length;
    const flights = Map.groupBy(picked, ({ delivery }) => delivery.campaign);
    for (const [campaign, flight] of flights) this.deps.tasks.add(this.#prepare(campaign, flight));
  }

  async #prepare(campaign: CampaignKey, flight: readonly Picked[]): Promise<void> {
    const { openings, tasks, onNotMarked, onEnded } = this.deps;
    const { attempts, unmarked } = await this.#mark(campaign, flight);
    for (const picked of flight) {
      const times = attempts.get(picked.delivery.contactId);
      if (times === undefined) openings.end(picked.group, false);
      else tasks.add(this.#make(picked, times));
    }
    this.#size -= flight.length - attempts.size;
    onNotMarked(flight.map(({ delivery }) => delivery).filter(({ contactId }) => !attempts.has(contactId)));
    if (unmarked.length > 0) onEnded(campaign);
  }

  async #mark(campaign: CampaignKey, flight: readonly Picked[]): Promise<Marked> {
    const { ledger, transportId, openings, letGo } = this.deps;
    const contacts = flight.map(({ delivery }) => delivery.contactId);
    try {
      return await ledger.mark({ campaign, contacts, transportId });
    } catch (error) {
      for (const { delivery, group } of flight) {
        openings.end(group, false);
        letGo(delivery);
      }
      throw error;
    }
  }

  async #make(picked: Picked, attempts: Attempts): Promise<void> {
    const { compose, onReady, onNotMade } = this.deps;
    try {
      const message = await compose(picked.delivery);
      this.#size--;
      onReady({ ...message, ...picked, attempts });
    } catch (error) {
      this.#size--;
      onNotMade({ ...picked, attempts }, stopOf(error) ?? cannotBeMade(error as Error));
    }
  }
}

const cannotBeMade = ({ message }: Error): Outcome => ({
  type: 'failed',
  reason: `The message could not be made: ${message}`,
});
