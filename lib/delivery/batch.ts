import type { CampaignKey, Clock } from '../model';
import type { Store } from '../store';
import type { Claimed } from './claims';
import { markSending } from './claims';
import type { ComposeMessage } from './campaignMessage';
import type { GroupCommit } from './groupCommit';
import { isStop, notHandedOver, type Outcome, settle, type Stop } from './outcome';
import type { Pace } from './pace';
import { recordOutcome } from './recordOutcome';
import type { MessageTransport } from './transport';

export interface BatchContext {
  dialect: Store['dialect'];
  campaign: CampaignKey;
  owner: string;
  clock: Clock;
  commits: GroupCommit;
  pace: Pace;
  transport: MessageTransport;
  compose: ComposeMessage;
  connections: number;
}

/**
 * Sends a claimed batch, one message at a time on each connection. Ends early, with the rest unsent, when `signal` is
 * aborted or the transport will take no more; what is on the wire is always waited for and recorded.
 * @returns the outcome that stopped it, if one did
 */
export async function sendBatch(
  context: BatchContext,
  batch: readonly Claimed[],
  signal: AbortSignal,
): Promise<Stop | undefined> {
  const stop = new AbortController();
  const stopped = AbortSignal.any([signal, stop.signal]);
  const waiting = batch.values();
  let reason: Stop | undefined;

  const connection = async () => {
    try {
      for (const delivery of waiting) {
        const slot = await context.pace.slot(stopped);
        if (slot === undefined) return;
        const outcome = await sendOne(context, delivery, slot, stopped);
        if (!isStop(outcome)) continue;
        reason = outcome;
        stop.abort();
      }
    } catch (error) {
      stop.abort();
      throw error;
    }
  };
  const finished = await Promise.allSettled(Array.from({ length: context.connections }, connection));
  const failure = finished.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
  return reason;
}

/** @returns undefined when the delivery was skipped, or the stop came first */
async function sendOne(
  context: BatchContext,
  delivery: Claimed,
  slot: number,
  stopped: AbortSignal,
): Promise<Outcome | undefined> {
  const { dialect, campaign, owner, clock, commits, pace } = context;
  const { contactId } = delivery;
  const attempts = await commits.run(contactId, (tx) =>
    markSending(tx, campaign, contactId, owner, clock.now()),
  );
  if (attempts === null) return undefined;
  // The commit may have taken longer than the slot lives.
  const mayLeave = pace.isFresh(slot) || (await pace.slot(stopped)) !== undefined;
  const outcome = mayLeave ? await handOver(context, delivery) : undefined;
  const settlement = outcome ? settle(outcome, attempts, clock.now()) : notHandedOver(attempts, clock.now());
  await commits.run(contactId, (tx) =>
    recordOutcome(tx, dialect, campaign, contactId, owner, settlement, clock.now()),
  );
  return outcome;
}

async function handOver({ transport, compose, clock }: BatchContext, delivery: Claimed): Promise<Outcome> {
  let message;
  try {
    message = compose(delivery, clock.now());
  } catch (error) {
    return { type: 'failed', reason: `The message could not be made: ${(error as Error).message}` };
  }
  return transport.send(message);
}
