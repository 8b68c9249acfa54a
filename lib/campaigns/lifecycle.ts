import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { recordEvents } from '../events';
import type { CampaignKey, CampaignStatus, EventType } from '../model';
import { type CampaignRow, type Db, type Tables, transact } from '../store';

interface Transition {
  from: readonly CampaignStatus[];
  to: CampaignStatus;
  event: EventType;
  /** What ends with it: the values that came with a send are for that send. */
  drops?: { send_data: null };
  /** What was said of the campaign still holds. */
  keepsReason?: true;
}

/** Every way a campaign's status changes; nothing else writes it. */
export const TRANSITIONS = {
  schedule: { from: ['draft', 'scheduled'], to: 'scheduled', event: 'scheduled' },
  cancel: { from: ['scheduled'], to: 'cancelled', event: 'cancelled', drops: { send_data: null } },
  launch: { from: ['draft', 'scheduled'], to: 'sending', event: 'launched' },
  returnToDraft: {
    from: ['scheduled'],
    to: 'draft',
    event: 'returned_to_draft',
    drops: { send_data: null },
  },
  pause: { from: ['sending'], to: 'paused', event: 'paused' },
  resume: { from: ['paused'], to: 'sending', event: 'resumed' },
  /** On the way to `sent`: what is open is skipped first (`stop.ts`). */
  stop: { from: ['sending', 'paused'], to: 'sending', event: 'stopped' },
  finish: { from: ['sending'], to: 'sent', event: 'sent' },
  report: { from: ['sent'], to: 'reported', event: 'reported', keepsReason: true },
} as const satisfies Record<string, Transition>;

/** Where a campaign may still be edited. */
export const EDITABLE: readonly CampaignStatus[] = ['draft', 'scheduled'];

/** Somebody stopped it, and what is open of it is being skipped. */
export const isEnding = ({ status, stop_requested_at }: CampaignRow): boolean =>
  status === 'sending' && stop_requested_at !== null;

type Changes = Partial<
  Pick<
    CampaignRow,
    | 'status_reason'
    | 'body'
    | 'components'
    | 'body_text'
    | 'send_data'
    | 'warnings'
    | 'audience'
    | 'scheduled_at'
    | 'launched_at'
    | 'sent_at'
    | 'stop_requested_at'
  >
>;
type Condition = (eb: ExpressionBuilder<Tables, 'campaigns'>) => Expression<SqlBool>;

/** As `transitionIn`, in a transaction of its own. */
export const transition = (db: Db, ...change: TransitionArguments): Promise<CampaignRow | undefined> =>
  transact(db, (tx) => transitionIn(tx, ...change));

type TransitionArguments = [
  campaign: CampaignKey,
  name: keyof typeof TRANSITIONS,
  now: number,
  changes?: Changes,
  onlyIf?: Condition,
];

/**
 * Changes a campaign's status by compare-and-set and logs it: of two callers at once, one succeeds.
 * @param onlyIf what else has to hold at that moment
 * @returns the campaign as it is now; undefined when it was not where the transition starts
 */
export async function transitionIn(
  tx: Db,
  ...[campaign, name, now, changes = {}, onlyIf]: TransitionArguments
): Promise<CampaignRow | undefined> {
  const { from, to, event, drops, keepsReason }: Transition = TRANSITIONS[name];
  const row = await tx
    .updateTable('campaigns')
    .set((eb) => ({
      status: to,
      ...(!keepsReason && { status_reason: null }),
      ...drops,
      ...changes,
      revision: eb('revision', '+', 1),
      updated_at: now,
    }))
    .where('id', '=', campaign)
    .where('status', 'in', from)
    .$if(onlyIf !== undefined, (query) => query.where(onlyIf!))
    .returningAll()
    .executeTakeFirst();
  if (row) {
    const reason = changes.status_reason ?? null;
    await recordEvents(tx, [{ campaign_id: campaign, type: event, contact_id: null, reason, at: now }]);
  }
  return row;
}
