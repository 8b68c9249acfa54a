import type { Clock, Consent } from '../model';
import type { Happening } from '../events';
import type { MessageSettings } from '../settings';
import type { Db } from '../store';

/** What tracking is given of the rest of the engine. */
export interface TrackingDeps {
  db: Db;
  clock: Clock;
  settings: { forMessages(): Promise<Pick<MessageSettings, 'deliveryKey' | 'publicUrl'>> };
  /** Writes them down in a transaction, with everything that follows from them. */
  record: (tx: Db, happenings: Happening[]) => Promise<void>;
  consent: Pick<Consent, 'confirm' | 'resubscribe' | 'topics' | 'chooseTopics'>;
  onError: (what: string, error: unknown) => void;
}
