import type { BounceType } from '../../../model';
import { permanentType } from '../bounceTypes';
import type { Occurrence } from './occurrence';
import type { SesRecord } from './sesRecord';

/** Amazon did not even try: the address is on a list of its own. */
export const LISTED = 'OnAccountSuppressionList';
const NOT_TRIED: readonly (string | undefined)[] = [LISTED, 'Suppressed', 'UnsubscribedRecipient'];
/** About the message. */
const NOT_WANTED: readonly (string | undefined)[] = [
  'MessageTooLarge',
  'ContentRejected',
  'AttachmentRejected',
];

export function bounces({ bounce }: SesRecord): Occurrence[] {
  if (!bounce) return [];
  const { bounceType, bounceSubType, timestamp, bouncedRecipients } = bounce;
  const permanent = bounceType === 'Permanent';
  return bouncedRecipients.map(({ emailAddress, status = '', diagnosticCode }) => ({
    type: permanent ? 'bounce' : 'soft_bounce',
    bounceType: permanent
      ? typeOfPermanent(bounceSubType, `${status} ${diagnosticCode ?? ''}`)
      : typeOfTransient(bounceSubType),
    recipient: emailAddress,
    reason: diagnosticCode ?? [bounceType, bounceSubType, status].filter(Boolean).join(' '),
    timestamp,
  }));
}

const typeOfPermanent = (subType: string | undefined, diagnostic: string): BounceType =>
  NOT_TRIED.includes(subType) ? 'block' : permanentType(diagnostic);

const typeOfTransient = (subType: string | undefined): BounceType =>
  NOT_WANTED.includes(subType) ? 'block' : 'soft';
