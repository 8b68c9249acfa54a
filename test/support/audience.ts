import { sql } from 'kysely';
import type { Store } from '../../lib/store';

export const everybody = { all: true, labelIds: [] as string[], excludeLabelIds: [] as string[] };
export const nobody = { ...everybody, all: false };

/** Active contacts c1@example.com and so on; every third has the field `third`. */
export async function addMany({ db }: Store, count: number): Promise<void> {
  await sql`
    insert into contacts (email, domain, status, fields, created_at, updated_at)
    with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${sql.lit(count)})
    select 'c' || n || '@example.com', 'example.com', 'active', case when n % 3 = 0 then '{"third":"yes"}' else '{}' end, 1, 1
    from numbers`.execute(db);
}
