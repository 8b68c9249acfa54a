import type { BounceType, DeliveryEventType } from '../../model';
import { type Happening, happening, onceKey } from '../log/happening';
import type { Bounce, Complaint } from '../mail';
import type { ReportedEvent } from '../providers';
import type { Clues, FoundDelivery } from './findDelivery';

/** One event that somebody else reports, before it is known whose it is. */
export interface Report extends Clues {
  type: DeliveryEventType;
  at: number;
  /** Of the reporter; null where a delivery has one such event at most. */
  id: string | null;
  reason: string | null;
  bounceType: BounceType | null;
  url: string | null;
  userAgent: string | null;
  ip: string | null;
  machine: string | null;
}

const NOBODY = { url: null, userAgent: null, ip: null, machine: null };

/** What comes by mail comes after the message had been accepted. */
export function reportsOfMail(mail: Bounce | Complaint, now: number): Report[] {
  const { messageId, returnPaths } = mail;
  const shared = { ...NOBODY, messageId, returnPaths, at: now, id: null };
  if (mail.kind === 'complaint') {
    const { recipient, reason } = mail;
    return [{ ...shared, type: 'complaint', recipient, reason, bounceType: null }];
  }
  return mail.failures.map(({ recipient, reason, bounceType }) => ({
    ...shared,
    type: 'out_of_band',
    recipient,
    reason,
    bounceType,
  }));
}

export const reportsOfProvider = (events: readonly ReportedEvent[]): Report[] =>
  events.map(({ isMachine, ...event }) => ({
    ...event,
    returnPaths: [],
    machine: isMachine === true ? 'provider' : null,
  }));

/** Somebody opens and clicks again and again; the rest happens to a message once, whoever reports it. */
export const keyOf = ({ type, id }: Report, { contact }: FoundDelivery): string =>
  id !== null && (type === 'open' || type === 'click') ? id : onceKey(type, contact);

export function toHappening(report: Report, found: FoundDelivery): Happening {
  const { type, at, reason, bounceType, url, ip, userAgent, machine } = report;
  const details = { key: keyOf(report, found), reason, bounceType, url, ip, userAgent, machine };
  return happening(found.campaign, found.contact, type, at, details);
}
