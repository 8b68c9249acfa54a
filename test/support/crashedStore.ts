import { sql } from 'kysely';
import { type CampaignKey, type ContactKey, type DeliveryStatus, NOBODY } from '../../lib/model';
import { openStore, type Store } from '../../lib/store';
import type { Database } from './databases';

export interface PlantedDelivery {
  email: string;
  status: DeliveryStatus;
  leaseOwner?: string;
  leaseUntil?: number;
  attempts?: number;
}

/** Opens the store beside the engine, to put it into the state that a crash leaves behind, or to look. */
export async function withStore<T>(database: Database, use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(database);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

/** A campaign that was launched to everybody, its audience frozen, and its deliveries as given. */
export function plantLaunched(database: Database, deliveries: PlantedDelivery[]): Promise<CampaignKey> {
  return withStore(database, async ({ db }) => {
    const campaign = await insertCampaign(db, { frozen_at: 1 });
    for (const { email, status, leaseOwner = null, leaseUntil = 0, attempts = 0 } of deliveries) {
      const contact = await insertContact(db, email);
      await db
        .insertInto('deliveries')
        .values({
          campaign_id: campaign,
          contact_id: contact,
          domain: 'example.com',
          status,
          reason: null,
          attempts,
          due_at: 0,
          lease_owner: leaseOwner,
          lease_until: leaseUntil,
          updated_at: 1,
        })
        .execute();
    }
    return campaign;
  });
}

/** As `plantLaunched`, with c1@example.com, c2@example.com and so on, none of them sent to. */
export function plantMany(database: Database, count: number): Promise<CampaignKey> {
  return withStore(database, async ({ db }) => {
    const campaign = await insertCampaign(db, { frozen_at: 1 });
    const numbers = sql`with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${sql.lit(count)})`;
    await sql`${numbers} insert into contacts (email, domain, status, fields, created_at, updated_at)
      select 'c' || n || '@example.com', 'example.com', 'active', '{}', 1, 1 from numbers`.execute(db);
    await sql`insert into deliveries
        (campaign_id, contact_id, domain, status, attempts, due_at, lease_until, updated_at)
      select ${sql.lit(campaign)}, id, domain, 'pending', 0, 0, 0, 1 from contacts`.execute(db);
    return campaign;
  });
}

export async function insertCampaign(
  db: Store['db'],
  columns: { frozen_at?: number; freeze_cursor?: ContactKey; audience?: string } = {},
): Promise<CampaignKey> {
  const { id } = await db
    .insertInto('campaigns')
    .values({
      status: 'sending',
      subject: 'Hello',
      sender_name: '',
      sender_email: 'news@roastery.example',
      body: '<p>Hello</p>',
      recipients: JSON.stringify({ ...NOBODY, all: true }),
      launched_at: 1,
      freeze_cursor: 0,
      created_at: 1,
      updated_at: 1,
      ...columns,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function insertContact(db: Store['db'], email: string): Promise<ContactKey> {
  const { id } = await db
    .insertInto('contacts')
    .values({
      email,
      domain: 'example.com',
      name: null,
      status: 'active',
      fields: '{}',
      created_at: 1,
      updated_at: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
