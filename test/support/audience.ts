import { createSecretKey } from 'node:crypto';
import { sql } from 'kysely';
import { Contacts, Fields, Labels, Suppressions } from '../../lib/audience';
import {
  type Clock,
  type EmailMarketing,
  type FieldType,
  NOBODY,
  type Recipients,
  systemClock,
} from '../../lib/model';
import type { Store } from '../../lib/store';

export const nobody = NOBODY;
export const everybody: Recipients = { ...nobody, all: true };

export const erasureKey = createSecretKey(Buffer.from('a key for the tests'));

/** What is on file in a store, without an engine around it. */
export const audienceOf = (store: Store, clock: Clock = systemClock) => ({
  contacts: new Contacts(store, clock, erasureKey),
  fields: new Fields(store, clock),
  labels: new Labels(store, clock),
  suppressions: new Suppressions(store, clock, erasureKey),
});

/** Makes custom fields: `defineFields(api, { first_name: 'text', age: 'number' })`. */
export async function defineFields(
  { fields }: Pick<EmailMarketing, 'fields'>,
  types: Record<string, FieldType>,
): Promise<void> {
  for (const [tag, type] of Object.entries(types)) await fields.create({ tag, type });
}

/** Active contacts c1@example.com and so on; every third has the field `third`. */
export async function addMany({ db }: Store, count: number): Promise<void> {
  await sql`
    insert into contacts (email, domain, status, fields, created_at, updated_at)
    with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${sql.lit(count)})
    select 'c' || n || '@example.com', 'example.com', 'active', case when n % 3 = 0 then '{"third":"yes"}' else '{}' end, 1, 1
    from numbers`.execute(db);
}
