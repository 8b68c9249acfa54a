import { signStandard } from '../../lib/events/providers';
import type { EventType } from '../../lib/model';
import { sampleEvent } from '../MailtargetEngineTrigger/sampleEvent';

/** By it the node knows what it sent itself, with a secret of its own. */
export const SAMPLE_ID = 'mailtarget-trigger-sample';

/** What the cloud would send of each of these events, to build a workflow with. */
export function cloudSample(types: readonly EventType[], secret: string, now: Date) {
  const body = JSON.stringify({
    batchId: SAMPLE_ID,
    retryCount: 0,
    test: true,
    events: types.map((type) => sampleOf(type, now)),
  });
  const headers = {
    'content-type': 'application/json',
    'webhook-id': SAMPLE_ID,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': signStandard(secret, SAMPLE_ID, now.getTime(), body),
  };
  return { body, headers };
}

function sampleOf(type: EventType, now: Date) {
  const { campaignId, email, timestamp, reason, url, ip, userAgent } = sampleEvent(type, now);
  return {
    eventId: `sample-${type}`,
    event: type,
    timestamp,
    transmissionId: 'sample',
    messageId: 'sample@mailtarget',
    recipient: email,
    campaignId,
    metadata: { order: '42' },
    raw: { reason, url, ip, userAgent },
  };
}
