import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { toId } from '../../lib/model';
import { type Engine, startEngine } from '../../lib/engine';
import type { Store } from '../../lib/store';
import { defineFields, everybody } from '../support/audience';
import { csvStream, engineOptions, newsletter, whenSent } from '../support/campaigns';
import { plantLaunched, withStore } from '../support/crashedStore';
import { type Database, describeEachDatabase } from '../support/databases';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';

const EMAIL = 'gone.augusta@lovelace-home.example';
/** What is nowhere else in the store. */
const TRACES = ['augusta', 'lovelace', 'byron'];

describeEachDatabase('of a person who was erased', (fresh, type) => {
  let relay: TestSmtpServer;
  let database: Database;
  let engine: Engine;
  beforeEach(async () => {
    relay = await startSmtpServer({ refuse: (address) => (address === EMAIL ? 550 : undefined) });
    database = await fresh();
    engine = await startEngine(engineOptions(database, relay));
    await engine.settings.update({ publicUrl: 'https://mail.roastery.example' });
    await defineFields(engine, { maiden_name: 'text' });
  });
  afterEach(async () => {
    await engine.close();
    await relay.stop();
  });

  const addPerson = () =>
    engine.contacts.upsert({
      email: EMAIL,
      name: 'Augusta',
      source: 'Friend of Byron',
      fields: { maiden_name: 'Byron' },
      labels: ['news'],
    });
  const sendToAll = async () => {
    const { id } = await engine.campaigns.create(newsletter('', { recipients: everybody }));
    await engine.campaigns.send(id);
    await whenSent(engine, id);
  };

  test('no table keeps the address, the name or a value, and nothing is left of them in the file', async () => {
    await addPerson();
    await engine.contacts.upsert({ email: EMAIL, fields: { maiden_name: 'Byron, Baroness Wentworth' } });
    await sendToAll();
    await engine.consent.unsubscribe(EMAIL, { source: 'Letter of Byron' });
    await engine.suppressions.add({ email: EMAIL, reason: 'unsubscribe' });
    await engine.contacts.upsert({ email: 'other@example.com', name: 'Other' });
    expect(await withStore(database, tracesIn)).not.toEqual([]);

    await engine.consent.erase(EMAIL);
    expect(await withStore(database, tracesIn)).toEqual([]);
    if (type === 'sqlite') expect(tracesInFiles(database)).toEqual([]);
    expect(await engine.contacts.get('other@example.com')).toMatchObject({ name: 'Other' });
  });

  test('what was still to be sent finds nobody, and says so', async () => {
    await engine.close();
    const database = await fresh();
    const campaign = await plantLaunched(database, [{ email: EMAIL, status: 'pending' }]);
    const withoutRelay = await startEngine(engineOptions(database), { onError: () => undefined });
    await withoutRelay.consent.erase(EMAIL);
    await withoutRelay.close();

    engine = await startEngine(engineOptions(database, relay));
    await whenSent(engine, toId(campaign));
    expect((await engine.campaigns.deliveries(toId(campaign))).data).toMatchObject([
      { email: null, status: 'skipped', reason: 'The contact was deleted.' },
    ]);
    expect(relay.messages).toEqual([]);
  });

  test('nothing is added by those who are adding them at that moment', async () => {
    for (let turn = 0; turn < 10; turn++) {
      const email = `c${turn}@example.com`;
      await engine.suppressions.add({ email });
      await Promise.allSettled([
        engine.contacts.upsert({ email }),
        engine.contacts.upsertMany([{ email, labels: ['news'] }]),
        engine.consent.erase(email),
        engine.contacts.upsert({ email, name: 'Augusta' }),
        engine.contacts.import(csvStream(`email\n${email}\n`)),
      ]);
    }
    expect(await engine.contacts.list()).toMatchObject({ meta: { total: 0 } });
  });

  test('somebody who came on the suppression list again is erased again', async () => {
    await addPerson();
    await engine.consent.erase(EMAIL);
    await engine.suppressions.add({ email: EMAIL });
    await engine.consent.erase(EMAIL);
    expect(await withStore(database, tracesIn)).toEqual([]);
  });
});

/** The values of all tables that have a trace of the person. */
async function tracesIn({ db, dialect }: Store): Promise<string[]> {
  const tables = (await db.introspection.getTables()).filter(({ isView }) => !isView);
  const found: string[] = [];
  for (const { name, columns } of tables) {
    // The keys of the store are random; by chance they could spell anything.
    if (name === 'settings' || name === 'transports') continue;
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db);
    expect(columns.length).toBeGreaterThan(0);
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        const text = String(value).toLowerCase();
        if (TRACES.some((trace) => text.includes(trace))) found.push(`${dialect} ${name}.${column}: ${text}`);
      }
    }
  }
  return found;
}

function tracesInFiles(database: Database): string[] {
  const { folder } = database as Extract<Database, { type: 'sqlite' }>;
  return readdirSync(folder).flatMap((file) => {
    const bytes = readFileSync(join(folder, file)).toString('latin1').toLowerCase();
    return TRACES.filter((trace) => bytes.includes(trace)).map((trace) => `${file}: ${trace}`);
  });
}
