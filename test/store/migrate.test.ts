import { sql } from 'kysely';
import { type Clock, systemClock } from '../../lib/model';
import { openStore } from '../../lib/store';
import type { OpenDatabase } from '../../lib/store/store';
import { migrate } from '../../lib/store/migrate';
import { MIGRATIONS } from '../../lib/store/migrations';
import { openPostgres } from '../../lib/store/openPostgres';
import { openSqlite } from '../../lib/store/openSqlite';
import { type Database, describeEachDatabase } from '../support/databases';
import { ManualClock } from '../support/manualClock';
import { type Program, startProgram } from '../support/programs';

/** Opens a database as an older version of the package did. */
async function openAt(
  version: number,
  database: Database,
  clock: Clock = systemClock,
): Promise<OpenDatabase> {
  const store =
    database.type === 'sqlite' ? await openSqlite(database.folder) : await openPostgres(database.url);
  await migrate(store, clock, MIGRATIONS.slice(0, version));
  return store;
}

const allVersions = MIGRATIONS.map((_, index) => ({ version: index + 1 }));

describeEachDatabase('migrations', (fresh) => {
  test('are applied once, in order, and never again', async () => {
    const database = await fresh();
    const clock = new ManualClock('2026-03-01T00:00:00Z');
    await (await openStore(database, clock)).close();
    await clock.advanceBy(1000);
    const store = await openStore(database, clock);
    const rows = await store.db.selectFrom('migrations').selectAll().orderBy('version').execute();
    await store.close();
    const applied_at = Date.parse('2026-03-01T00:00:00Z');
    expect(rows).toEqual(allVersions.map((row) => ({ ...row, applied_at })));
  });

  test('keep the campaigns and deliveries of version 1, and give them the new columns', async () => {
    const database = await fresh();
    const old = await openAt(1, database);
    await sql`insert into contacts (email, domain, status, fields, created_at, updated_at)
      values ('ana@example.com', 'example.com', 'active', '{"first_name":"Ana"}', 1, 1)`.execute(old.db);
    await sql`insert into campaigns (status, subject, sender_name, sender_email, body, recipients, freeze_cursor, created_at, updated_at)
      values ('sent', 'Hello', 'News', 'news@example.com', '<p>Hi</p>', '{"all":true}', 0, 1, 1)`.execute(
      old.db,
    );
    await sql`insert into deliveries (campaign_id, contact_id, domain, status, attempts, due_at, lease_until, updated_at)
      values (1, 1, 'example.com', 'sent', 1, 0, 0, 1)`.execute(old.db);
    await old.close();

    const { db, close } = await openStore(database);
    const campaign = await db.selectFrom('campaigns').selectAll().executeTakeFirstOrThrow();
    expect(campaign).toMatchObject({
      id: 1,
      subject: 'Hello',
      body: '<p>Hi</p>',
    });
    expect(JSON.parse(campaign.recipients)).toEqual({ all: true, segmentIds: [], excludeSegmentIds: [] });
    expect(campaign).toMatchObject({
      components: null,
      template_id: null,
      substitution_data: null,
      send_data: null,
      utm: null,
      warnings: '[]',
    });
    const deliveries = await db.selectFrom('deliveries').select(['campaign_id', 'status']).execute();
    expect(deliveries).toEqual([{ campaign_id: 1, status: 'sent' }]);
    await close();
  });

  test('make fields of what the contacts of version 2 have, whatever that is', async () => {
    const database = await fresh();
    const old = await openAt(2, database);
    const halfAPair = JSON.stringify('\ud83d');
    const all = [
      { age: 30, mixed: 'x', vip: true, zip: '007' },
      { age: 1.5, mixed: 2, vip: false, source: 'Fair', path: String.raw`C:\udata` },
      { fields: 'a "quoted":' },
      {},
    ].map((fields) => JSON.stringify(fields));
    for (const [index, fields] of [...all, `{"broken":${halfAPair}}`].entries()) {
      await sql`insert into contacts (email, domain, status, fields, created_at, updated_at)
        values (${`c${index}@example.com`}, 'example.com', ${index === 3 ? 'pending' : 'active'}, ${fields}, 1, 5)`.execute(
        old.db,
      );
    }
    await sql`insert into labels (name) values ('News'), ('VIP')`.execute(old.db);
    await sql`insert into contact_labels (label_id, contact_id) values (1, 1), (2, 1), (2, 3)`.execute(
      old.db,
    );
    await old.close();

    const { db, close } = await openStore(database);
    const fields = await db.selectFrom('fields').select(['tag', 'type']).orderBy('tag').execute();
    expect(fields.map(({ tag, type }) => `${tag} ${type}`)).toEqual(
      'age number,broken text,fields text,mixed text,path text,source text,vip boolean,zip text'.split(','),
    );
    const contacts = db.selectFrom('contacts').select(['fields', 'subscribed_at']).orderBy('id');
    expect(await contacts.execute()).toEqual(
      [...all, '{"broken":"\ufffd"}'].map((stored, index) => ({
        fields: stored,
        subscribed_at: index === 3 ? null : 1,
      })),
    );
    const labels = db.selectFrom('contact_labels').select(['label_id', 'contact_id']);
    expect(await labels.orderBy('label_id').orderBy('contact_id').execute()).toEqual([
      { label_id: 1, contact_id: 1 },
      { label_id: 2, contact_id: 1 },
      { label_id: 2, contact_id: 3 },
    ]);
    await db.deleteFrom('contacts').where('email', '=', 'c0@example.com').execute();
    expect(await labels.execute()).toEqual([{ label_id: 2, contact_id: 3 }]);
    await close();
  });

  describe('in several processes', () => {
    let openers: Program[] = [];
    afterEach(() => Promise.all(openers.map((opener) => opener.end())));

    test('are applied once when all open an empty database at the same time', async () => {
      const database = await fresh();
      openers = [1, 2, 3].map(() => startProgram('opener', JSON.stringify(database)));
      const all = (message: string) => Promise.all(openers.map((opener) => opener.ask(message)));
      await all('ready?');
      expect(await all('open')).toEqual([allVersions, allVersions, allVersions]);
    });
  });

  test('a store that a newer version wrote is refused, and left as it is', async () => {
    const database = await fresh();
    const newer = MIGRATIONS.length + 1;
    const store = await openStore(database);
    await store.db.insertInto('migrations').values({ version: newer, applied_at: 0 }).execute();
    await expect(openStore(database)).rejects.toMatchObject({
      code: 'STORE_TOO_NEW',
      message: expect.stringContaining('Update the package.'),
    });
    const { rows } = await store.db
      .selectFrom('migrations')
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    await store.close();
    expect(rows).toBe(newer);
  });
});
