import type { EmailMarketing } from '../model';

export type Group = keyof EmailMarketing;

/** The interface, method by method: what may be asked for over the port. */
export const METHODS = {
  campaigns: [
    'create',
    'get',
    'list',
    'update',
    'delete',
    'duplicate',
    'countRecipients',
    'send',
    'schedule',
    'cancelSchedule',
    'deliveries',
  ],
  reports: ['basic'],
  contacts: ['upsert', 'get', 'list', 'delete', 'label', 'unlabel', 'import'],
  labels: ['create', 'list'],
  suppressions: ['add', 'list', 'remove'],
  events: ['list'],
  settings: ['get', 'update', 'setTransport', 'checkTransport'],
} as const satisfies { [G in Group]: readonly (keyof EmailMarketing[G])[] };
