import type { Contact } from '../../lib/model';

/** A contact of which nothing is known but what is given. */
export const aContact = (known: Partial<Contact> = {}): Contact => ({
  id: '1',
  email: 'ana@example.com',
  name: null,
  status: 'active',
  suppressed: false,
  source: null,
  subscribedAt: null,
  funnelStatus: null,
  timeZone: null,
  labels: [],
  fields: {},
  lastSendAt: null,
  lastOpenAt: null,
  lastClickAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  ...known,
});
