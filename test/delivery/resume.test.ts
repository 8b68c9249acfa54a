import { startEngine } from '../../lib/engine';
import { toId } from '../../lib/model';
import { engineOptions, whenSent } from '../support/campaigns';
import { insertCampaign, insertContact, plantLaunched, withStore } from '../support/crashedStore';
import { describeEachDatabase } from '../support/databases';
import { eventually } from '../support/eventually';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';

const inAnHour = () => Date.now() + 3_600_000;

describeEachDatabase('after a crash', (fresh) => {
  let relay: TestSmtpServer;
  beforeEach(async () => {
    relay = await startSmtpServer();
  });
  afterEach(() => relay.stop());

  const recipients = () => relay.messages.flatMap((message) => message.to).sort();

  test('what was sent is not sent again, the rest is, and what was in doubt goes under its Message-ID', async () => {
    const database = await fresh();
    const id = toId(
      await plantLaunched(database, [
        { email: 'sent@example.com', status: 'sent', attempts: 1 },
        { email: 'doubt@example.com', status: 'sending', leaseOwner: 'dead', leaseUntil: 1, attempts: 1 },
        { email: 'claimed@example.com', status: 'pending', leaseOwner: 'dead', leaseUntil: 1 },
        { email: 'open@example.com', status: 'pending' },
      ]),
    );
    const engine = await startEngine(engineOptions(database, relay));
    expect(await whenSent(engine, id)).toMatchObject({ audience: 4, sent: 4, remaining: 0 });
    expect(recipients()).toEqual(['claimed@example.com', 'doubt@example.com', 'open@example.com']);
    const { data } = await engine.campaigns.deliveries(id);
    const doubt = data.find((delivery) => delivery.email === 'doubt@example.com')!;
    expect(doubt.attempts).toBe(2);
    const mail = await relay.messages.find((message) => message.to[0] === 'doubt@example.com')!.parse();
    expect(mail.messageId).toMatch(
      new RegExp(`^<${id}\\.${doubt.contactId}\\.[0-9a-f]{16}@roastery\\.example>$`),
    );
    await engine.close();
  });

  test("another pump's lease is left alone until it runs out", async () => {
    const database = await fresh();
    const id = toId(
      await plantLaunched(database, [
        {
          email: 'theirs@example.com',
          status: 'sending',
          leaseOwner: 'alive',
          leaseUntil: inAnHour(),
          attempts: 1,
        },
        { email: 'ours@example.com', status: 'pending' },
      ]),
    );
    const engine = await startEngine(engineOptions(database, relay));
    await eventually(async () => (await engine.reports.basic(id)).sent === 1);
    await engine.close();
    expect(recipients()).toEqual(['ours@example.com']);
  });

  test('an audience that was frozen half-way is completed, nobody left out and nobody twice', async () => {
    const database = await fresh();
    const id = await withStore(database, async ({ db }) => {
      const first = await insertContact(db, 'a@example.com');
      await insertContact(db, 'b@example.com');
      await insertContact(db, 'c@example.com');
      const campaign = await insertCampaign(db, { freeze_cursor: first });
      await db
        .insertInto('deliveries')
        .values({
          campaign_id: campaign,
          contact_id: first,
          domain: 'example.com',
          status: 'pending',
          attempts: 0,
          due_at: 0,
          lease_until: 0,
          updated_at: 1,
        })
        .execute();
      return toId(campaign);
    });
    const engine = await startEngine(engineOptions(database, relay));
    expect(await whenSent(engine, id)).toMatchObject({ audience: 3, sent: 3 });
    expect(recipients()).toEqual(['a@example.com', 'b@example.com', 'c@example.com']);
    await engine.close();
  });

  test('who left, was suppressed or was deleted after the launch is skipped', async () => {
    const database = await fresh();
    const emails = ['left', 'suppressed', 'deleted', 'stays'].map((name) => `${name}@example.com`);
    const id = toId(
      await plantLaunched(
        database,
        emails.map((email) => ({ email, status: 'pending' })),
      ),
    );
    await withStore(database, async ({ db }) => {
      await db
        .updateTable('contacts')
        .set({ status: 'unsubscribed' })
        .where('email', '=', 'left@example.com')
        .execute();
      await db
        .insertInto('suppressions')
        .values({ email: 'suppressed@example.com', reason: 'manual', created_at: 1 })
        .execute();
      await db.deleteFrom('contacts').where('email', '=', 'deleted@example.com').execute();
    });
    const engine = await startEngine(engineOptions(database, relay));
    expect(await whenSent(engine, id)).toMatchObject({ audience: 4, sent: 1, skipped: 3 });
    expect(recipients()).toEqual(['stays@example.com']);
    const { data } = await engine.campaigns.deliveries(id, { status: 'skipped' });
    expect(data.map((delivery) => delivery.attempts)).toEqual([0, 0, 0]);
    await engine.close();
  });
});
