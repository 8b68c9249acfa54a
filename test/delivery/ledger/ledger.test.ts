import { Ledger } from '../../../lib/delivery/ledger/ledger';
import { type Flight, markSending } from '../../../lib/delivery/ledger/markSending';
import type { Settlement } from '../../../lib/delivery/settle';
import { type CampaignKey, type ContactKey, systemClock } from '../../../lib/model';
import { type Store, transact } from '../../../lib/store';
import { insertCampaign, insertContact } from '../../support/crashedStore';
import { describeEachStore } from '../../support/stores';

const OWNER = 'us';
const settlement: Settlement = {
  status: 'sent',
  reason: '250 OK',
  bounceType: null,
  event: null,
  attempts: { count: 1, unanswered: 0 },
  dueAt: 0,
};

describeEachStore('the ledger of a pump', (open) => {
  let store: Store;
  let ledger: Ledger;
  let campaign: CampaignKey;
  let contacts: ContactKey[];

  beforeEach(async () => {
    store = await open();
    ledger = new Ledger(store, systemClock, OWNER);
    campaign = await insertCampaign(store.db, { frozen_at: 1 });
    contacts = [];
    for (const name of ['a', 'b', 'c', 'd'])
      contacts.push(await insertContact(store.db, `${name}@example.com`));
    await store.db
      .insertInto('deliveries')
      .values(
        contacts.map((contact) => ({
          campaign_id: campaign,
          contact_id: contact,
          domain: 'example.com',
          status: 'pending' as const,
          attempts: 0,
          due_at: 0,
          lease_owner: OWNER,
          lease_until: 0,
          updated_at: 1,
        })),
      )
      .execute();
  });

  const mark = (keys: readonly ContactKey[]) =>
    ledger.mark({ campaign, contacts: keys, transportId: 'default' });
  const deliveries = () => store.db.selectFrom('deliveries').selectAll().orderBy('contact_id').execute();
  const statuses = async () => (await deliveries()).map(({ status }) => status);

  test('marks what it holds, and records what became of it', async () => {
    const [a, b] = contacts as [ContactKey, ContactKey];
    const { attempts, unmarked } = await mark([b, a]);
    expect([...attempts]).toEqual(
      expect.arrayContaining([
        [a, { count: 1, unanswered: 0 }],
        [b, { count: 1, unanswered: 0 }],
      ]),
    );
    expect(unmarked).toEqual([]);
    await Promise.all([
      ledger.record(campaign, {
        contact: b,
        settlement: { ...settlement, status: 'bounced', bounceType: 'hard', event: 'bounce' },
      }),
      ledger.record(campaign, { contact: a, settlement }),
    ]);
    expect(await deliveries()).toMatchObject([
      { status: 'sent', reason: '250 OK', lease_owner: null, transport_id: 'default', bounce_type: null },
      { status: 'bounced', bounce_type: 'hard' },
      { status: 'pending', lease_owner: OWNER },
      { status: 'pending', lease_owner: OWNER },
    ]);
    const people = await store.db.selectFrom('contacts').select('status').orderBy('id').execute();
    expect(people.map(({ status }) => status)).toEqual(['active', 'hard_bounce', 'active', 'active']);
    const events = await store.db.selectFrom('events').select(['type', 'contact_id']).execute();
    expect(events).toEqual([{ type: 'bounce', contact_id: b }]);
  });

  test.each([
    ['soft', 'soft_bounce'],
    ['block', 'bounce'],
  ] as const)('a %s bounce leaves the contact as it is', async (bounceType, event) => {
    await mark(contacts);
    await ledger.record(campaign, {
      contact: contacts[0]!,
      settlement: { ...settlement, status: 'bounced', bounceType, event },
    });
    expect(await store.db.selectFrom('events').select('type').execute()).toEqual([{ type: event }]);
    const { status } = await store.db
      .selectFrom('contacts')
      .select('status')
      .where('id', '=', contacts[0]!)
      .executeTakeFirstOrThrow();
    expect(status).toBe('active');
  });

  test('skips who left in the meantime, and leaves alone what another pump holds', async () => {
    const [left, theirs, ...ours] = contacts as [ContactKey, ContactKey, ContactKey, ContactKey];
    await store.db.updateTable('contacts').set({ status: 'unsubscribed' }).where('id', '=', left).execute();
    await store.db
      .updateTable('deliveries')
      .set({ lease_owner: 'them' })
      .where('contact_id', '=', theirs)
      .execute();
    const { attempts, unmarked } = await mark(contacts);
    expect([...attempts.keys()].sort()).toEqual(ours);
    expect(unmarked).toEqual([theirs]);
    expect(await statuses()).toEqual(['skipped', 'pending', 'sending', 'sending']);
    await ledger.record(campaign, { contact: theirs, settlement });
    expect(await statuses()).toEqual(['skipped', 'pending', 'sending', 'sending']);
  });

  test.each([{ status: 'paused' as const }, { stop_requested_at: 5 }])(
    'marks nothing of a campaign that is not being sent any more (%j)',
    async (change) => {
      await store.db.updateTable('campaigns').set(change).where('id', '=', campaign).execute();
      const { attempts, unmarked } = await mark(contacts);
      expect(attempts.size).toBe(0);
      expect(unmarked).toEqual(contacts);
      expect(await statuses()).toEqual(contacts.map(() => 'pending'));
    },
  );

  test('remembers an attempt whose answer never came, when it marks the next one', async () => {
    const [a] = contacts as [ContactKey];
    const lost = { ...settlement, status: 'pending', attempts: { count: 1, unanswered: 1 } } as const;
    await mark([a]);
    await ledger.record(campaign, { contact: a, settlement: lost });
    await store.db.updateTable('deliveries').set({ lease_owner: OWNER }).execute();
    expect((await mark([a])).attempts.get(a)).toEqual({ count: 2, unanswered: 1 });
  });

  describe('a mark that was committed unseen and is run again', () => {
    const AT = 1_000_000;
    const markTwice = async (keys: readonly ContactKey[]) => {
      const flight: Flight = { campaign, contacts: keys, owner: OWNER, transportId: 'default', at: AT };
      await transact(store.db, (tx) => markSending(tx, flight, AT + 1));
      return transact(store.db, (tx) => markSending(tx, flight, AT + 2));
    };

    test('counts one attempt', async () => {
      const { attempts, unmarked } = await markTwice(contacts);
      expect([...attempts.values()].map(({ count }) => count)).toEqual([1, 1, 1, 1]);
      expect(unmarked).toEqual([]);
    });

    test('counts it for what another pump left in doubt too', async () => {
      const [a] = contacts as [ContactKey];
      await store.db
        .updateTable('deliveries')
        .set({ status: 'sending', attempts: 1, updated_at: AT - 60_000 })
        .where('contact_id', '=', a)
        .execute();
      expect((await markTwice([a])).attempts.get(a)).toEqual({ count: 2, unanswered: 0 });
    });

    test('marks nobody who left in between', async () => {
      const [a] = contacts as [ContactKey];
      const flight: Flight = { campaign, contacts: [a], owner: OWNER, transportId: 'default', at: AT };
      await transact(store.db, (tx) => markSending(tx, flight, AT));
      await store.db.updateTable('contacts').set({ status: 'unsubscribed' }).where('id', '=', a).execute();
      expect((await transact(store.db, (tx) => markSending(tx, flight, AT))).attempts.size).toBe(0);
      expect((await statuses())[0]).toBe('skipped');
    });
  });

  test('a bad write fails alone: the others of its group are committed', async () => {
    await mark(contacts);
    const [a, b] = contacts as [ContactKey, ContactKey];
    const bad = { ...settlement, status: null as never };
    const writes = await Promise.allSettled([
      ledger.record(campaign, { contact: a, settlement: bad }),
      ledger.record(campaign, { contact: b, settlement }),
    ]);
    expect(writes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect((await statuses()).slice(0, 2)).toEqual(['sending', 'sent']);
  });
});
