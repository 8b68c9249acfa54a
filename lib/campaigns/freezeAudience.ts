import { type Audience, audienceQuery, nextSize, type Slice, sliceAfter } from '../audience';
import { type CampaignKey, type Clock, type ContactKey, type DeliveryStatus, UNFINISHED } from '../model';
import { type Db, type Store, transact } from '../store';
import { audienceOf } from './audienceOf';

/** What one transaction should take: on SQLite all other writes wait for it, on Postgres those alone of the campaign. */
const CHUNK_MS: Record<Store['dialect'], number> = { sqlite: 50, postgres: 500 };
const FIRST_CHUNK = 10_000;

/**
 * Turns a launched campaign's filter into deliveries, in chunks along the contacts' keys. How far it got is in the
 * campaign, in the same transaction as the chunk: a crash continues there, and of two processes at once one waits and
 * then finds the work done. Nothing is claimed before `frozen_at` is set, with the last chunk. A pause does not keep it, nor a stop:
 * whom the campaign would have reached is in its report either way.
 */
export async function freezeAudience(
  store: Store,
  campaign: CampaignKey,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  let size = FIRST_CHUNK;
  while (!signal.aborted) {
    const row = await findUnfrozen(store.db, campaign);
    if (!row) return;
    const slice = await sliceAfter(store.db, row.freeze_cursor, size);
    const audience = await audienceOf(store.db, row, row.launched_at!);
    const tookMs = await freezeChunk(store, campaign, audience, slice, clock.now());
    size = nextSize(size, tookMs, CHUNK_MS[store.dialect]);
  }
}

const findUnfrozen = (db: Db, campaign: CampaignKey) =>
  db
    .selectFrom('campaigns')
    .select(['freeze_cursor', 'launched_at', 'audience', 'recipients'])
    .where('id', '=', campaign)
    .where('status', 'in', UNFINISHED)
    .where('frozen_at', 'is', null)
    .executeTakeFirst();

/** @returns how many milliseconds the transaction took, once it began */
async function freezeChunk(
  { db, dialect }: Store,
  id: CampaignKey,
  audience: Audience,
  slice: Slice,
  now: number,
): Promise<number> {
  return transact(db, async (tx) => {
    const start = performance.now();
    const advanced = await tx
      .updateTable('campaigns')
      .set(slice.upTo === undefined ? { frozen_at: now } : { freeze_cursor: slice.upTo })
      .where('id', '=', id)
      .where('status', 'in', UNFINISHED)
      .where('freeze_cursor', '=', slice.after as ContactKey)
      .where('frozen_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!advanced) return performance.now() - start;
    await tx
      .insertInto('deliveries')
      .columns([
        'campaign_id',
        'contact_id',
        'domain',
        'status',
        'attempts',
        'due_at',
        'lease_until',
        'updated_at',
      ])
      .expression((eb) =>
        audienceQuery({ db: tx, dialect }, audience, slice).select([
          // Postgres takes a bare parameter in a select list for text.
          eb.cast<CampaignKey>(eb.val(id), 'bigint').as('campaign_id'),
          'contacts.id',
          'contacts.domain',
          eb.val<DeliveryStatus>('pending').as('status'),
          eb.lit(0).as('attempts'),
          eb.lit(0).as('due_at'),
          eb.lit(0).as('lease_until'),
          eb.cast<number>(eb.val(now), 'bigint').as('updated_at'),
        ]),
      )
      .execute();
    return performance.now() - start;
  });
}
