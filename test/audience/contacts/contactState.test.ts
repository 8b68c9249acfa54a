import { mergeContact, newContactRow, type ValidContact } from '../../../lib/audience/contacts/contactState';
import { CONTACT_STATUSES, type ContactStatus } from '../../../lib/model';

const email = 'ana@example.com';
const JANUARY = Date.parse('2026-01-01');
const MARCH = Date.parse('2026-03-01');

const contact = (input: Partial<ValidContact> = {}) => mergeContact(undefined, { email, ...input }, JANUARY);
const later = (before: Partial<ValidContact>, input: Partial<ValidContact>) =>
  mergeContact(contact(before), { email, ...input }, MARCH);

describe('the status of a contact', () => {
  const KEPT: Record<ContactStatus, readonly ContactStatus[]> = {
    active: [],
    pending: ['active'],
    unsubscribed: ['active', 'pending'],
    hard_bounce: ['active', 'pending'],
  };
  const pairs = CONTACT_STATUSES.flatMap((before) =>
    CONTACT_STATUSES.map(
      (wanted) => [before, wanted, KEPT[before].includes(wanted) ? before : wanted] as const,
    ),
  );

  test.each(pairs)('%s, asked to be %s, is %s', (before, wanted, after) => {
    expect(later({ status: before }, { status: wanted }).status).toBe(after);
  });

  test.each(CONTACT_STATUSES)('of a new one may be %s', (status) => {
    expect(contact({ status }).status).toBe(status);
  });

  test.each(CONTACT_STATUSES)('%s stays where nothing is said of it', (status) => {
    expect(later({ status }, { name: 'Ana' }).status).toBe(status);
  });

  test('of a new one is active where nothing is said of it', () => {
    expect(contact().status).toBe('active');
  });
});

describe('since when a contact is subscribed', () => {
  test('is now, for a new one that is active, unless it is given', () => {
    expect(contact().subscribed_at).toBe(JANUARY);
    expect(contact({ subscribedAt: 5 }).subscribed_at).toBe(5);
    expect(contact({ subscribedAt: null }).subscribed_at).toBeNull();
  });

  test('is unknown of one who is not active yet, unless it is given', () => {
    expect(contact({ status: 'pending' }).subscribed_at).toBeNull();
    expect(contact({ status: 'pending', subscribedAt: 5 }).subscribed_at).toBe(5);
  });

  test('stays, unless it is given', () => {
    expect(later({}, { name: 'Ana', status: 'unsubscribed' }).subscribed_at).toBe(JANUARY);
    expect(later({}, { subscribedAt: 5 }).subscribed_at).toBe(5);
    expect(later({}, { subscribedAt: null }).subscribed_at).toBeNull();
  });
});

test('what is absent stays, and null empties', () => {
  const given = {
    name: 'Ana',
    source: 'Fair',
    funnelStatus: 'loyal_customer',
    timeZone: 'Asia/Jakarta',
  } as const;
  const before = contact(given);
  expect(later(given, {})).toEqual(before);
  const emptied = { name: null, source: null, funnelStatus: null, timeZone: null };
  expect(later(given, emptied)).toMatchObject({
    name: null,
    source: null,
    funnel_status: null,
    time_zone: null,
  });
});

test('the confirmation link dies when a contact unsubscribes, and only then', () => {
  const asked = { ...contact({ status: 'pending' }), opt_in_requested_at: 7 };
  expect(mergeContact(asked, { email, status: 'unsubscribed' }, MARCH).opt_in_requested_at).toBeNull();
  expect(mergeContact(asked, { email, name: 'Ana' }, MARCH).opt_in_requested_at).toBe(7);
  // Who asks again after they left gets another link, which an import of the old list leaves alone.
  const back = { ...asked, status: 'unsubscribed' as const };
  expect(mergeContact(back, { email, status: 'unsubscribed' }, MARCH).opt_in_requested_at).toBe(7);
});

test('equal fields are equal text, in whatever order they come', () => {
  const one = newContactRow({ email, fields: { b: 1, a: 'x', c: null } }, JANUARY);
  const other = newContactRow({ email, fields: { a: 'x', b: 1 } }, JANUARY);
  expect(one.fields).toBe('{"a":"x","b":1}');
  expect(other).toEqual(one);
});
