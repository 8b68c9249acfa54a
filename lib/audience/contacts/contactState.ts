import {
  type ContactFields,
  type contactInputSchema,
  type ContactStatus,
  domainOf,
  type FunnelStatus,
  type Suppression,
} from '../../model';
import type { z } from 'zod/v4';
import type { ContactRow, NewContactRow } from '../../store';

/** Input that is validated, its fields checked, and its instants in milliseconds. */
export type ValidContact = Omit<z.output<typeof contactInputSchema>, 'subscribedAt'> & {
  subscribedAt?: number | null | undefined;
};

/** What an upsert can change in a contact's own row. */
export interface ContactState {
  name: string | null;
  status: ContactStatus;
  source: string | null;
  subscribed_at: number | null;
  funnel_status: FunnelStatus | null;
  time_zone: string | null;
  opt_in_requested_at: number | null;
  fields: ContactFields;
}

/** Who left, or whose mailbox is gone, with the reason for which their address is suppressed when they are deleted. */
export const LEFT: Partial<Record<ContactStatus, Suppression['reason']>> = {
  unsubscribed: 'unsubscribe',
  hard_bounce: 'hard_bounce',
};

/**
 * Where an upsert or an import may take a contact. A list that calls somebody active neither confirms them nor brings them
 * back who left; whatever is not here leaves the status as it is.
 */
const MAY_BECOME: Record<ContactStatus, readonly ContactStatus[]> = {
  active: ['pending', 'unsubscribed', 'hard_bounce'],
  pending: ['unsubscribed', 'hard_bounce'],
  unsubscribed: ['hard_bounce'],
  hard_bounce: ['unsubscribed'],
};

/** Lays input over what is there; `before` is undefined for a new contact. */
export function mergeContact(
  before: ContactState | undefined,
  input: ValidContact,
  now: number,
): ContactState {
  const status = nextStatus(before?.status, input.status);
  return {
    name: given(input.name, before?.name),
    status,
    source: given(input.source, before?.source),
    subscribed_at: given(
      input.subscribedAt,
      before ? before.subscribed_at : status === 'active' ? now : null,
    ),
    funnel_status: given(input.funnelStatus, before?.funnel_status),
    time_zone: given(input.timeZone, before?.time_zone),
    // Whoever leaves has no use for a confirmation link that is still on its way.
    opt_in_requested_at:
      before && (status !== 'unsubscribed' || before.status === status) ? before.opt_in_requested_at : null,
    fields: mergeFields(before?.fields ?? {}, input.fields ?? {}),
  };
}

const FIXED_COLUMNS = ['name', 'status', 'source', 'subscribed_at', 'funnel_status', 'time_zone'] as const;

export const sameContact = (a: ContactState, b: ContactState): boolean =>
  FIXED_COLUMNS.every((column) => a[column] === b[column]) &&
  JSON.stringify(a.fields) === JSON.stringify(b.fields);

export const stateOf = ({ fields, ...row }: ContactRow): ContactState => ({
  name: row.name,
  status: row.status,
  source: row.source,
  subscribed_at: row.subscribed_at,
  funnel_status: row.funnel_status,
  time_zone: row.time_zone,
  opt_in_requested_at: row.opt_in_requested_at,
  fields: JSON.parse(fields) as ContactFields,
});

export const toRow = (email: string, state: ContactState, now: number): NewContactRow => ({
  ...state,
  email,
  domain: domainOf(email),
  fields: JSON.stringify(state.fields),
  created_at: now,
  updated_at: now,
});

/** The row of a contact that does not exist yet, whichever way it comes. */
export const newContactRow = (input: ValidContact, now: number): NewContactRow =>
  toRow(input.email, mergeContact(undefined, input, now), now);

/** Null empties, and what is absent stays as it is. */
const given = <T>(value: T | null | undefined, before: T | null | undefined): T | null =>
  value === undefined ? (before ?? null) : value;

function nextStatus(before: ContactStatus | undefined, wanted: ContactStatus | undefined): ContactStatus {
  if (!before) return wanted ?? 'active';
  return wanted && MAY_BECOME[before].includes(wanted) ? wanted : before;
}

/** Sorted by tag, so that equal fields are equal text. */
function mergeFields(before: ContactFields, changes: ContactFields): ContactFields {
  const entries = Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
