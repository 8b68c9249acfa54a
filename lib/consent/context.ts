import type { Fleet } from '../delivery';
import type { Clock } from '../model';
import type { Settings } from '../settings';
import type { Store } from '../store';

/** What the room works with. */
export interface ConsentContext {
  store: Store;
  clock: Clock;
  settings: Settings;
  fleet: Fleet;
}
