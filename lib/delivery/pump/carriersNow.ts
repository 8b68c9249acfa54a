import { type Carrier, carriersFor } from '../fleet';
import type { Sending } from './claims';

/** Those of all transports who carry messages of a campaign at the moment: who stands by only when no other is known to work. */
export function carriersNow({ campaign, senderDomain }: Sending, all: readonly Carrier[]): Carrier[] {
  const able = carriersFor(senderDomain, all).filter(
    (carrier) => carrier.isReady && !carrier.refusals.isOn(campaign),
  );
  const main = able.filter((carrier) => !carrier.standsBy);
  return main.some((carrier) => !carrier.isOnTrial) ? main : able;
}
