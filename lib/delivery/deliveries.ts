import {
  type CampaignKey,
  type Delivery,
  type DeliveryListQuery,
  deliveryListQuerySchema,
  type Page,
  toId,
  toIso,
  validate,
} from '../model';
import { type Db, paginate } from '../store';

export function listDeliveries(
  db: Db,
  campaign: CampaignKey,
  query: DeliveryListQuery = {},
): Promise<Page<Delivery>> {
  const { status, ...page } = validate(deliveryListQuerySchema, query, 'query');
  const matching = db
    .selectFrom('deliveries')
    .where('campaign_id', '=', campaign)
    .$if(status !== undefined, (rows) => rows.where('deliveries.status', '=', status!));
  return paginate(
    matching,
    page,
    (rows) =>
      rows
        .selectAll()
        .select((eb) =>
          eb
            .selectFrom('contacts')
            .select('email')
            .whereRef('contacts.id', '=', 'deliveries.contact_id')
            .as('email'),
        )
        .orderBy('contact_id'),
    (row): Delivery => ({
      campaignId: toId(row.campaign_id),
      contactId: toId(row.contact_id),
      email: row.email,
      status: row.status,
      reason: row.reason,
      bounceType: row.bounce_type,
      transportId: row.transport_id,
      attempts: row.attempts,
      updatedAt: toIso(row.updated_at),
    }),
  );
}
