import type { Variables } from '../content';
import type { Attachment, Clock, TestResult } from '../model';
import type { MessageSettings } from '../settings';
import type { CampaignRow } from '../store';
import { testComposerOf } from './campaignMessage';
import { isStop } from './outcome';
import type { Relay } from './relay';

export interface TestRun {
  /** With its body. */
  campaign: CampaignRow;
  attachments: readonly Attachment[];
  /** Of whoever the tests are made for. */
  variables: Variables;
  to: readonly string[];
}

/**
 * Sends a campaign to people who look at it before anybody else does: outside all counts, but at the relay's pace.
 * @throws MailtargetError TEMPLATE_INVALID, and what keeps the relay from taking any message: TRANSPORT_MISSING,
 *         RELAY_UNREACHABLE, RELAY_LOGIN_REFUSED, RELAY_TLS_FAILED, RELAY_REFUSES_SENDER
 */
export async function sendTests(
  { campaign, attachments, variables, to }: TestRun,
  relay: Relay,
  settings: MessageSettings,
  clock: Clock,
): Promise<TestResult> {
  const compose = testComposerOf(campaign, attachments, variables, settings);
  const result: TestResult = { accepted: [], rejected: [] };
  const never = new AbortController().signal;
  await relay.lend(async (transport, pace) => {
    for (const email of new Set(to)) {
      const message = compose(email, clock.now());
      await pace.slot(never);
      const outcome = await transport.send(message);
      if (isStop(outcome)) throw outcome.error;
      if (outcome.type === 'accepted') result.accepted.push(email);
      else result.rejected.push({ email, reason: reasonOf(outcome) });
    }
  });
  return result;
}

const reasonOf = (outcome: { reply: string } | { reason: string }): string =>
  'reply' in outcome ? outcome.reply : outcome.reason;
