import type { Clock } from '../../model';
import type { Settings } from '../../settings';
import type { Store } from '../../store';
import type { Lookup, Reach } from './addresses/addressesOf';
import { systemLookup } from './addresses/systemLookup';

export interface WebhookDependencies {
  store: Store;
  clock: Clock;
  settings: Settings;
  /** In the Message-ID of every message. */
  storeId: string;
  /** Absent: as this machine looks names up. */
  lookup?: Lookup;
}

export interface DispatcherDependencies extends WebhookDependencies {
  onError: (job: string, error: unknown) => void;
}

/** What endpoints may be at, as the settings are now. */
export const reachOf = async ({ settings, lookup = systemLookup }: WebhookDependencies): Promise<Reach> => ({
  privateNetworks: await settings.privateWebhookNetworks(),
  lookup,
});
