import { type Carrier, carriersFor, transportMissing } from '../fleet';
import type { Sending } from './claims';

/** Why no transport takes messages of a campaign; undefined where one does, or will once it is its turn. */
export function whyNotCarried(
  { campaign, senderDomain }: Sending,
  all: readonly Carrier[],
): string | undefined {
  const carriers = carriersFor(senderDomain, all);
  if (carriers.length === 0) return transportMissing(senderDomain, all).message;
  const reasons = carriers.map(({ refusals, trouble }) => refusals.reason(campaign) ?? trouble);
  return reasons.every((reason) => reason !== null) ? reasons[0]! : undefined;
}
