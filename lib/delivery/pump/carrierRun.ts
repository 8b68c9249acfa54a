import { type Clock, sleepUntil } from '../../model';
import type { Store } from '../../store';
import { type Carrier, carriersFor } from '../fleet';
import type { Ledger } from '../ledger/ledger';
import type { Outcome } from '../outcome';
import type { Permits } from '../permits';
import type { Attempts, Settlement } from '../settle';
import { type Background, overOrAborted } from './background';
import { campaignsToDeliver, type Claimed } from './claims';
import type { Dealer } from './dealer';
import type { Holdings } from './holdings';
import { type HeldPermits, holdPermits } from './holdPermits';
import type { Rota } from './rota';
import { Shipment } from './shipment';
import type { UnderWay } from './underWay';

/** While others have all connections: soon enough not to be forgotten by those who wait for some. */
const ASK_AGAIN_MS = 5_000;
/** A transport that has nothing to do, while another has: a campaign may be launched that it carries. */
const LOOK_AGAIN_MS = 1_000;
/** What is on the wire is mostly answered by then: its connections are there again. */
const LANDING_MS = 1_000;

export interface CarrierRunDependencies {
  store: Store;
  clock: Clock;
  permits: Permits;
  ledger: Ledger;
  holdings: Holdings;
  rota: Rota;
  dealer: Dealer;
  carriers: readonly Carrier[];
  background: Background;
  /** By the endpoint of a carrier. */
  underWayTo: (endpoint: string) => UnderWay;
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
    if (carrier.isDown && carrier.readyAt <= clock.now()) await probe(carrier, deps, signal);
    if (sending.some((campaign) => dealer.carriersOf(campaign).includes(carrier))) {
      await useConnections(carrier, deps, signal);
    }
    if (carrier.isDown) await onFailure();
  }
  return Math.max(carrier.readyAt, carrier.takenUntil, clock.now() + LOOK_AGAIN_MS);
}

/** On a connection that it may have: those of what is on the wire still count. One that hangs is left to the background. */
async function probe(
  carrier: Carrier,
  { clock, permits, background }: CarrierRunDependencies,
  signal: AbortSignal,
): Promise<void> {
  const permit = await holdPermits(permits, clock, carrier.endpoint, carrier.config.maxConnections, 1);
  if (permit.count === 0) {
    carrier.takenUntil = clock.now() + ASK_AGAIN_MS;
    return;
  }
  const probing = carrier.probe().finally(() => permit.keep(0));
  background.add(probing);
  await overOrAborted(probing, signal);
}

/** With as many connections as this process may have: others have some too. */
async function useConnections(
  carrier: Carrier,
  deps: CarrierRunDependencies,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = deps;
  const { maxConnections } = carrier.config;
  for (let isRevoked = true; isRevoked && !signal.aborted;) {
    const permits = await holdPermits(deps.permits, clock, carrier.endpoint, maxConnections);
    if (permits.count === 0) return waitForConnections(carrier, deps);
    carrier.hangsSince = undefined;
    try {
      await ship(carrier, permits, deps, AbortSignal.any([signal, permits.revoked]));
    } finally {
      await carrier.pace.release();
    }
    isRevoked = permits.revoked.aborted;
  }
}

function waitForConnections(carrier: Carrier, { clock, permits }: CarrierRunDependencies): void {
  const now = clock.now();
  carrier.takenUntil = now + ASK_AGAIN_MS;
  const areOurs = permits.countOf(carrier.endpoint) > 0;
  carrier.hangsSince = areOurs ? (carrier.hangsSince ?? now) : undefined;
  const hangsFor = now - (carrier.hangsSince ?? now);
  if (hangsFor >= carrier.silentAfter) carrier.stall(hangsFor);
}

/** What is on the wire in the end, and the permits for its connections, are left to the background. */
async function ship(
  carrier: Carrier,
  permits: HeldPermits,
  deps: CarrierRunDependencies,
  signal: AbortSignal,
): Promise<void> {
  const { clock, ledger, holdings, rota, dealer, background, underWayTo, settle } = deps;
  const { config, pace, batchSize } = carrier;
  const transport = carrier.connect();
  dealer.join(carrier);
  const shipment = new Shipment({
    clock,
    ledger,
    transport,
    connections: () => permits.count,
    connectionsInAll: () => deps.permits.countOf(carrier.endpoint),
    underWay: underWayTo(carrier.endpoint),
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
    silentAfter: () => carrier.silentAfter,
    onAnswer: (ms) => carrier.heard(ms),
    onSilence: (ms) => carrier.stall(ms),
    letGo: (delivery) => holdings.remove(delivery),
  });
  permits.onMore = () => shipment.useMore();
  try {
    const stop = await shipment.run(signal);
    if (stop?.type === 'unavailable') carrier.fail(stop.error.message, stop.retryAfter);
  } finally {
    transport.close();
    const landed = shipment.landed(permits.keep).finally(() => permits.keep(0));
    background.add(landed);
    await dealer.leave(carrier);
    await overWithin(clock, landed, LANDING_MS);
  }
}

/** Whether it failed is for others to see. */
async function overWithin(clock: Clock, work: Promise<void>, ms: number): Promise<void> {
  const over = new AbortController();
  const end = () => over.abort();
  work.then(end, end);
  await sleepUntil(clock, clock.now() + ms, over.signal);
}
