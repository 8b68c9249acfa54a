import type { ExpressionBuilder } from 'kysely';
import { type MailtargetEvent, toId, toIso } from '../model';
import type { EventRow, Tables } from '../store';

/** What of the log is shown. */
export const EVENT_COLUMNS = [
  'events.campaign_id',
  'events.sequence',
  'events.type',
  'events.contact_id',
  'events.reason',
  'events.at',
  'events.link',
  'events.url',
  'events.ip',
  'events.user_agent',
  'events.machine',
  'events.bounce_type',
] as const;

/** The address is the contact's, as it is now. */
export const withEmail = (eb: ExpressionBuilder<Tables, 'events'>) =>
  eb.selectFrom('contacts').select('email').whereRef('contacts.id', '=', 'events.contact_id').as('email');

export type ShownRow = Omit<EventRow, 'key'> & { email: string | null };

export const toEvent = (row: ShownRow): MailtargetEvent => ({
  campaignId: toId(row.campaign_id),
  sequence: row.sequence,
  type: row.type,
  contactId: row.contact_id === null ? null : toId(row.contact_id),
  email: row.email,
  reason: row.reason,
  bounceType: row.bounce_type,
  link: row.link,
  url: row.url,
  machine: row.machine,
  ip: row.ip,
  userAgent: row.user_agent,
  timestamp: toIso(row.at),
});
