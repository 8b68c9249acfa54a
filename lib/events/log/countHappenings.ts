import type { CampaignKey } from '../../model';
import type { Db } from '../../store';
import type { Happening } from './happening';
import type { FirstCount } from './markDeliveries';

/**
 * What is counted of each campaign: events by their type (`click`), those of machines among them besides (`click.machine`), and
 * deliveries to which something happened for the first time (`opened_at`, `any_opened_at`).
 */
export async function countHappenings(
  tx: Db,
  happened: readonly Happening[],
  firsts: readonly FirstCount[],
): Promise<void> {
  const counts = new Map<string, { campaign_id: CampaignKey; name: string; count: number }>();
  const add = (campaign_id: CampaignKey, name: string, count: number) => {
    const key = `${campaign_id} ${name}`;
    const row = counts.get(key);
    if (row) row.count += count;
    else counts.set(key, { campaign_id, name, count });
  };
  for (const { campaign, type, machine } of happened) {
    add(campaign, type, 1);
    if (machine !== null) add(campaign, `${type}.machine`, 1);
  }
  for (const { first, campaign, count } of firsts) add(campaign, first, count);
  if (counts.size === 0) return;
  await tx
    .insertInto('event_counts')
    // In order: nobody waits in a circle.
    .values([...counts.values()].sort((a, b) => a.campaign_id - b.campaign_id || (a.name < b.name ? -1 : 1)))
    .onConflict((conflict) =>
      conflict
        .columns(['campaign_id', 'name'])
        .doUpdateSet((eb) => ({ count: eb('event_counts.count', '+', eb.ref('excluded.count')) })),
    )
    .execute();
}
