import { LISTED } from './bounces';
import type { Occurrence } from './occurrence';
import type { SesRecord } from './sesRecord';

export function complaints({ complaint }: SesRecord): Occurrence[] {
  // RFC 6430: somebody says that it is no spam.
  if (!complaint || complaint.complaintFeedbackType === 'not-spam') return [];
  const { complainedRecipients, complaintFeedbackType, complaintSubType, timestamp } = complaint;
  // Nobody complained of this one: who did so earlier was not sent it.
  const notTried = complaintSubType === LISTED;
  return complainedRecipients.map(({ emailAddress }) => ({
    ...(notTried ? ({ type: 'bounce', bounceType: 'block' } as const) : ({ type: 'complaint' } as const)),
    recipient: emailAddress,
    reason: complaintSubType ?? complaintFeedbackType,
    timestamp,
  }));
}
