import { audienceQuery, sliceAfter } from '../audience';
import type { CampaignKey, Clock, DeliveryStatus, Recipients } from '../model';
import { type CampaignRow, type Db, type Store, transact } from '../store';

/** Contacts per transaction, whether the campaign reaches them or not: some tens of milliseconds, so that nobody else's write waits long. */
const CHUNK = 20_000;

/**
 * Turns a launched campaign's filter into deliveries, in chunks along the contacts' keys. How far it got is in the
 * campaign, in the same transaction as the chunk: a crash continues there, and of two processes at once one waits and
 * then finds the work done. Nothing is claimed before `frozen_at` is set, with the last chunk.
 */
export async function freezeAudience(
  { db }: Store,
  campaign: CampaignKey,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const row = await db.selectFrom('campaigns').selectAll().where('id', '=', campaign).executeTakeFirst();
    if (row?.status !== 'sending' || row.frozen_at !== null) return;
    await freezeChunk(db, row, clock.now());
  }
}

async function freezeChunk(
  db: Db,
  { id, freeze_cursor: cursor, recipients }: CampaignRow,
  now: number,
): Promise<void> {
  const slice = await sliceAfter(db, cursor, CHUNK);
  await transact(db, async (tx) => {
    const advanced = await tx
      .updateTable('campaigns')
      .set(slice.upTo === undefined ? { frozen_at: now } : { freeze_cursor: slice.upTo })
      .where('id', '=', id)
      .where('status', '=', 'sending')
      .where('freeze_cursor', '=', cursor)
      .where('frozen_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!advanced) return;
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
        audienceQuery(db, JSON.parse(recipients) as Recipients, slice).select([
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
  });
}
