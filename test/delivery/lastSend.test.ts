import { type Engine, startEngine } from '../../lib/engine';
import { lockThoseOf, recordOutcomes } from '../../lib/delivery/ledger/recordOutcomes';
import type { CampaignKey, ContactKey } from '../../lib/model';
import type { Store } from '../../lib/store';
import { everybody } from '../support/audience';
import { engineOptions, newsletter, whenSent } from '../support/campaigns';
import { insertCampaign, insertContact, plantLaunched, withStore } from '../support/crashedStore';
import { type Database, describeEachDatabase } from '../support/databases';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';

const outcome = { bounceType: null, event: null, attempts: { count: 1, unanswered: 0 }, dueAt: 0 } as const;
const sent = { ...outcome, status: 'sent', reason: '250 ada@example.com is fine' } as const;
const bounced = { ...outcome, status: 'bounced', reason: '550 no ada@example.com here' } as const;

describeEachDatabase('the last send of a contact', (fresh) => {
  let relay: TestSmtpServer;
  let database: Database;
  beforeEach(async () => {
    relay = await startSmtpServer({ refuse: (address) => (address.startsWith('gone') ? 550 : undefined) });
    database = await fresh();
  });
  afterEach(() => relay.stop());

  async function sendToAll(engine: Engine): Promise<string> {
    const { id } = await engine.campaigns.create(newsletter('', { recipients: everybody }));
    await engine.campaigns.send(id);
    await whenSent(engine, id);
    return id;
  }

  test('is when a message was accepted; segments know it, and who received the campaign', async () => {
    const engine = await startEngine(engineOptions(database, relay));
    for (const email of ['ada@example.com', 'gone@example.com']) await engine.contacts.upsert({ email });
    expect(await engine.contacts.get('ada@example.com')).toMatchObject({ lastSendAt: null });
    const id = await sendToAll(engine);
    const { data } = await engine.campaigns.deliveries(id, { status: 'sent' });
    expect(await engine.contacts.get('ada@example.com')).toMatchObject({ lastSendAt: data[0]!.updatedAt });
    expect(await engine.contacts.get('gone@example.com')).toMatchObject({ lastSendAt: null });

    const emails = async (filters: NonNullable<Parameters<Engine['contacts']['list']>[0]>['filters']) =>
      (await engine.contacts.list({ filters })).data.map(({ email }) => email);
    const received = { type: 'campaign', action: 'receive', campaignId: id } as const;
    expect(await emails([{ ...received, operator: 'did' }])).toEqual(['ada@example.com']);
    expect(await emails([{ ...received, operator: 'did_not' }])).toEqual(['gone@example.com']);
    expect(await emails([{ type: 'activity', activity: 'send', operator: 'within_days', days: 1 }])).toEqual([
      'ada@example.com',
    ]);
    await engine.close();
  });

  /** A contact whose delivery is on the wire. */
  async function onTheWire(store: Store): Promise<{ campaign: CampaignKey; contact: ContactKey }> {
    const campaign = await insertCampaign(store.db, { frozen_at: 1 });
    const contact = await insertContact(store.db, 'ada@example.com');
    await store.db
      .insertInto('deliveries')
      .values({
        campaign_id: campaign,
        contact_id: contact,
        domain: 'example.com',
        status: 'sending',
        attempts: 1,
        due_at: 0,
        lease_owner: 'us',
        lease_until: 1,
        updated_at: 1,
      })
      .execute();
    return { campaign, contact };
  }
  const record = (
    { db, dialect }: Store,
    { campaign, contact }: { campaign: CampaignKey; contact: ContactKey },
    settlement: typeof sent | typeof bounced,
    now: number,
  ) =>
    db.transaction().execute(async (tx) => {
      const settled = [{ contact, settlement }];
      await recordOutcomes(
        tx,
        dialect,
        campaign,
        'us',
        settled,
        await lockThoseOf(tx, dialect, settled),
        now,
      );
    });

  test('is the latest, whatever the order in which they are recorded', () =>
    withStore(database, async (store) => {
      const delivery = await onTheWire(store);
      for (const now of [2000, 3000, 1000]) await record(store, delivery, sent, now);
      const activity = await store.db.selectFrom('contact_activity').selectAll().execute();
      expect(activity).toMatchObject([
        { contact_id: delivery.contact, last_send_at: 3000, last_open_at: null, last_click_at: null },
      ]);
    }));

  test.each([sent, bounced])(
    'of one who was deleted meanwhile is nowhere, nor what the relay said of them ($status)',
    (outcome) =>
      withStore(database, async (store) => {
        const delivery = await onTheWire(store);
        await store.db.deleteFrom('contacts').execute();
        await record(store, delivery, outcome, 2000);
        expect(await store.db.selectFrom('contact_activity').selectAll().execute()).toEqual([]);
        const { status, reason } = await store.db
          .selectFrom('deliveries')
          .selectAll()
          .executeTakeFirstOrThrow();
        expect([status, reason]).toEqual([outcome.status, null]);
        const events = await store.db.selectFrom('events').select('reason').execute();
        expect(events).toEqual([]);
      }),
  );

  test('is right though the person is erased while the outcome is written', async () => {
    const campaign = await plantLaunched(
      database,
      Array.from({ length: 20 }, (_, index) => ({
        email: `c${index}@example.com`,
        status: 'pending' as const,
      })),
    );
    const engine = await startEngine(engineOptions(database, relay));
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => engine.consent.erase(`c${index}@example.com`)),
    );
    expect(await whenSent(engine, String(campaign))).toMatchObject({ audience: 20 });
    await engine.close();
    await withStore(database, async ({ db }) => {
      const kept = await db.selectFrom('deliveries').selectAll().where('status', '!=', 'skipped').execute();
      expect(kept.map(({ reason, domain }) => [reason, domain])).toEqual(kept.map(() => [null, '']));
      expect(await db.selectFrom('contact_activity').selectAll().execute()).toEqual([]);
    });
  });
});
