import { MailtargetError } from '../model';
import type { Db, SuppressionRow } from '../store';

const WHY: Record<SuppressionRow['reason'], string> = {
  manual: 'it was put there by hand',
  unsubscribe: 'they unsubscribed',
  complaint: 'they complained',
  hard_bounce: 'it bounced for good',
};

/** @returns undefined for an address that is not on the suppression list */
export const suppressionOf = (db: Db, email: string): Promise<SuppressionRow | undefined> =>
  db.selectFrom('suppressions').selectAll().where('email', '=', email).executeTakeFirst();

export const addressSuppressed = ({ email, reason }: SuppressionRow): MailtargetError =>
  new MailtargetError(
    'ADDRESS_SUPPRESSED',
    `${email} is on the suppression list: ${WHY[reason]}. Where that is settled, remove the suppression first.`,
    { field: 'contactId', reason },
  );
