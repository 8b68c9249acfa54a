import type { ContactFields, ContactStatus, Suppression } from '../model';

/** What an upsert can change in a contact's own row. */
export interface ContactState {
  name: string | null;
  status: ContactStatus;
  fields: ContactFields;
}

/** Who left, or whose mailbox is gone, with the reason for which their address is suppressed when they are deleted. */
export const LEFT: Partial<Record<ContactStatus, Suppression['reason']>> = {
  unsubscribed: 'unsubscribe',
  hard_bounce: 'hard_bounce',
};

/** Lays validated input over what is there; `before` is undefined for a new contact. */
export function mergeContact(before: ContactState | undefined, input: Partial<ContactState>): ContactState {
  return {
    name: input.name ?? before?.name ?? null,
    status: nextStatus(before?.status, input.status),
    fields: mergeFields(before?.fields ?? {}, input.fields ?? {}),
  };
}

export function sameContact(a: ContactState, b: ContactState): boolean {
  return a.name === b.name && a.status === b.status && JSON.stringify(a.fields) === JSON.stringify(b.fields);
}

/** Someone who left is not brought back by a list that still calls them active or pending. */
function nextStatus(before: ContactStatus | undefined, wanted: ContactStatus | undefined): ContactStatus {
  if (!before) return wanted ?? 'active';
  if (!wanted) return before;
  return before in LEFT && !(wanted in LEFT) ? before : wanted;
}

/** Sorted by tag, so that equal fields are equal text. */
function mergeFields(before: ContactFields, changes: ContactFields): ContactFields {
  const entries = Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
