import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery, Kysely } from 'kysely';
import { claimBatch, nextClaimAt } from '../../lib/delivery/pump/claims';
import type { CampaignKey } from '../../lib/model';
import { openStore, type Tables } from '../../lib/store';
import { sqliteDialect } from '../../lib/store/sqlite/dialect';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailtarget-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('claiming looks at open deliveries only, through their index', async () => {
  await (await openStore({ type: 'sqlite', folder })).close();
  const queries: CompiledQuery[] = [];
  const db = new Kysely<Tables>({
    dialect: sqliteDialect(join(folder, 'mailtarget.db')),
    log: ({ query }) => void queries.push(query),
  });
  const campaign = 1 as CampaignKey;
  const sending = { campaign, senderDomain: 'example.com' };
  const { signal: closed } = new AbortController();
  await claimBatch({ db, dialect: 'sqlite', closed, close: () => db.destroy() }, sending, 'pump', 100, 0);
  await nextClaimAt(db, campaign);

  const onDeliveries = queries.filter(({ sql }) => /(update|from) "deliveries"/.test(sql));
  const plans = onDeliveries.map(async ({ sql, parameters }) => {
    const explain = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
    const { rows } = await db.executeQuery<{ detail: string }>(explain);
    return rows.map((row) => row.detail).join('; ');
  });
  expect(await Promise.all(plans)).toEqual([
    expect.stringContaining('INDEX deliveries_open (campaign_id=? AND due_at<?)'),
    expect.stringContaining('INDEX deliveries_open (campaign_id=?)'),
  ]);
  await db.destroy();
});
