import type { Clock } from '../../model';
import type { Store } from '../../store';
import { type Carrier, carriersFor } from '../fleet';
import type { Ledger } from '../ledger/ledger';
import type { Outcome } from '../outcome';
import type { Permits } from '../permits';
import type { Attempts, Settlement } from '../settle';
import { campaignsToDeliver, type Claimed } from './claims';
import type { Dealer } from './dealer';
import type { Holdings } from './holdings';
import { holdPermits } from './holdPermits';
import type { Rota } from './rota';
import { Shipment } from './shipment';

/** While others have all connections: soon enough not to be forgotten by those who wait for some. */
const ASK_AGAIN_MS = 5_000;
/** A transport that has nothing to do, while another has: a campaign may be launched that it carries. */
const LOOK_AGAIN_MS = 1_000;

export interface CarrierRunDependencies {
  store: Store;
  clock: Clock;
  permits: Permits;
  ledger: Ledger;
  holdings: Holdings;
  rota: Rota;
  dealer: Dealer;
  carriers: readonly Carrier[];
  settle: (carrier: Carrier, delivery: Claimed, outcome: Outcome, attempts: Attempts) => Settlement;
  /** Called when a transport turns out to be out of order. */
  onFailure: () => Promise<void>;
}

/**
 * Sends what one transport has to send, until there is nothing for it at the moment, it is out of order, or `signal` is aborted.
 * @returns when it makes sense to try again
 */
export async function runCarrier(
  carrier: Carrier,
  deps: CarrierRunDependencies,
  signal: AbortSignal,
): Promise<number> {
  const { clock, store, dealer, carriers, onFailure } = deps;
  const sending = await campaignsToDeliver(store.db);
  if (sending.some(({ senderDomain }) => carriersFor(senderDomain, carriers).includes(carrier))) {
    await carrier.probe();
    if (sending.some((campaign) => dealer.carriersOf(campaign).includes(carrier))) {
      await useConnections(carrier, deps, signal);
    }
    if (carrier.isDown) await onFailure();
  }
  return Math.max(carrier.readyAt, carrier.takenUntil, clock.now() + LOOK_AGAIN_MS);
}

/** With as many connections as this process may have: others have some too. */
async function useConnections(
  carrier: Carrier,
  deps: CarrierRunDependencies,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = deps;
  const { id, maxConnections } = carrier.config;
  for (let isRevoked = true; isRevoked && !signal.aborted;) {
    const permits = await holdPermits(deps.permits, clock, id, maxConnections);
    if (permits.count === 0) {
      carrier.takenUntil = clock.now() + ASK_AGAIN_MS;
      return;
    }
    try {
      await ship(carrier, permits.count, deps, AbortSignal.any([signal, permits.revoked]));
    } finally {
      // Permits that are renewed and not used would keep even us from connecting.
      await carrier.pace.release().finally(() => permits.release());
    }
    isRevoked = permits.revoked.aborted;
  }
}

async function ship(
  carrier: Carrier,
  connections: number,
  { clock, ledger, holdings, rota, dealer, settle }: CarrierRunDependencies,
  signal: AbortSignal,
): Promise<void> {
  const { config, pace, batchSize } = carrier;
  const transport = carrier.connect();
  dealer.join(carrier);
  try {
    const shipment = new Shipment({
      clock,
      ledger,
      transport,
      connections,
      pace,
      transportId: config.id,
      stockSize: 2 * batchSize,
      claim: (until) => dealer.next(carrier, until),
      giveBack: (deliveries, notBefore) => holdings.giveBack(deliveries, notBefore),
      rateOfOthers: (delivery) => {
        const others = dealer.carriersOf(delivery).filter((other) => other !== carrier);
        return others.reduce((sum, other) => sum + other.rateTo(delivery.domain), 0);
      },
      compose: (delivery) => rota.compose(delivery.campaign)(delivery, clock.now(), config.type),
      settle: (...outcome) => settle(carrier, ...outcome),
      onRecorded: (delivery) => holdings.remove(delivery),
    });
    const stop = await shipment.run(signal);
    if (stop?.type === 'unavailable') carrier.fail(stop.error.message, stop.retryAfter);
  } finally {
    transport.close();
    await dealer.leave(carrier);
  }
}
