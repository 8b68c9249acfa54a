import type { CampaignKey, EventType } from '../../model';
import type { Store, WebhookRow } from '../../store';
import { followEvents, kindsUpTo, placeBehind } from '../followEvents';
import { toPlace, toPosition } from '../place';

/** Events that are looked at in one go: some ms. */
const LOOK_AT = 10_000;

type Kind = { type: EventType; campaign: CampaignKey };

/**
 * Lets endpoints pass over what they do not want: all that are at the same place of the log together, so that a hundred of them cost a
 * busy log hardly more than one.
 * @param ready endpoints that nobody sends to
 * @returns those that there is something for; and whether others are not at the end of the log yet
 */
export async function passOver(
  store: Store,
  ready: readonly WebhookRow[],
): Promise<{ wanting: WebhookRow[]; isMore: boolean }> {
  // A batch is under way.
  const wanting = ready.filter(({ until }) => until !== null);
  if (wanting.length === ready.length) return { wanting, isMore: false };
  let isMore = false;
  const { position: end } = await followEvents(store, {});
  const idle = ready.filter(({ until, position }) => until === null && position !== end);
  for (const [position, webhooks] of Map.groupBy(idle, (webhook) => webhook.position)) {
    const after = toPlace(position);
    const upTo = await placeBehind(store, after, LOOK_AT);
    if (!upTo) continue;
    const kinds = await kindsUpTo(store, after, upTo);
    const { wanted = [], unwanted = [] } = Object.groupBy(webhooks, (webhook) =>
      wantsAny(webhook, kinds) ? 'wanted' : 'unwanted',
    );
    wanting.push(...wanted);
    if (unwanted.length === 0) continue;
    await pass(store, unwanted, toPosition(upTo));
    isMore ||= toPosition(upTo) !== end;
  }
  return { wanting, isMore };
}

function wantsAny({ events, campaign_id }: WebhookRow, kinds: readonly Kind[]): boolean {
  const types = JSON.parse(events) as EventType[];
  return kinds.some(
    ({ type, campaign }) => types.includes(type) && (campaign_id === null || campaign_id === campaign),
  );
}

/** Unless somebody else changed them since they were read. */
async function pass({ db }: Store, webhooks: readonly WebhookRow[], position: string): Promise<void> {
  await db
    .updateTable('webhooks')
    .set((eb) => ({ position, revision: eb('revision', '+', 1) }))
    .where((eb) => eb.or(webhooks.map(({ id, revision }) => eb.and({ id, revision }))))
    .execute();
}
