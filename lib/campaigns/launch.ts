import type { ExpressionBuilder } from 'kysely';
import { explainAudience, lockReferences, resolveAudience } from '../audience';
import { type Supplied, supplied } from '../content';
import type { Fleet } from '../delivery';
import type { Jobs } from '../jobs';
import {
  type CampaignKey,
  type Clock,
  MailtargetError,
  type Recipients,
  toId,
  toKey,
  UNFINISHED,
} from '../model';
import { type CampaignRow, type Store, type Tables, transact } from '../store';
import { emptyAudience } from './emptyAudience';
import { freezeAudience } from './freezeAudience';
import { transitionIn } from './lifecycle';
import { lintCampaign } from './lintCampaign';

const FREEZE = 'freeze';
export const DELIVER = 'deliver';

/** The moment a campaign leaves draft or scheduled, and what has to happen before its first message leaves. */
export class Launcher {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly fleet: Fleet,
  ) {
    jobs.handle(FREEZE, async (campaignId, signal) => {
      await freezeAudience(store, toKey<CampaignKey>(campaignId)!, clock, signal);
      jobs.enqueue(DELIVER);
    });
  }

  /**
   * Whether the campaign could be launched now.
   * @returns the campaign as it would be launched: with its template's content and lint's warnings
   * @throws MailtargetError TEMPLATE_INVALID, LABEL_NOT_FOUND, SEGMENT_NOT_FOUND, EMPTY_AUDIENCE, CAMPAIGN_HAS_ERRORS, TRANSPORT_MISSING
   */
  async check(campaign: CampaignRow): Promise<Supplied<CampaignRow>> {
    const { row, template } = await supplied(this.store.db, campaign);
    const recipients = JSON.parse(row.recipients) as Recipients;
    const audience = await resolveAudience(this.store.db, recipients, this.clock.now());
    const { report, reachesNobody } = await lintCampaign(this.store, { row, template }, audience);
    if (reachesNobody) {
      const explained = await explainAudience(this.store, audience);
      if (explained.count === 0) throw emptyAudience(recipients, explained);
      // Somebody came at this moment, whom lint has not seen.
      return this.check(campaign);
    }
    const { errors, warnings } = report;
    if (errors.length > 0) {
      throw new MailtargetError(
        'CAMPAIGN_HAS_ERRORS',
        `This campaign cannot be sent as it is. ${errors.map(({ message }) => message).join(' ')}`,
        { field: errors[0]!.field },
      );
    }
    await this.fleet.requireFor(row.sender_email);
    return { row: { ...row, warnings: JSON.stringify(warnings) }, template };
  }

  /**
   * Launches what was checked, template and all, to whom its labels and segments mean at this instant.
   * @returns undefined when somebody changed or launched it meanwhile
   */
  async launch(checked: Supplied<CampaignRow>): Promise<CampaignRow | undefined> {
    const now = this.clock.now();
    const { id, body, components, body_text, send_data, warnings, recipients } = checked.row;
    const { db, dialect } = this.store;
    const row = await transact(db, async (tx) => {
      // What the audience names stays until the campaign has it, where whoever deletes or merges it will look.
      await lockReferences(tx, dialect, 'share');
      const audience = JSON.stringify(await resolveAudience(tx, JSON.parse(recipients) as Recipients, now));
      const changes = { body, components, body_text, send_data, warnings, audience, launched_at: now };
      return transitionIn(tx, id, 'launch', now, changes, (eb) => isUnchanged(eb, checked));
    });
    if (row) this.jobs.enqueue(FREEZE, toId(id));
    return row;
  }

  /** Takes up the launches that a stopped process left unfinished. */
  async resume(): Promise<void> {
    const rows = await this.store.db
      .selectFrom('campaigns')
      .select('id')
      .where('status', 'in', UNFINISHED)
      .where('frozen_at', 'is', null)
      .execute();
    for (const { id } of rows) this.jobs.enqueue(FREEZE, toId(id));
  }
}

function isUnchanged(eb: ExpressionBuilder<Tables, 'campaigns'>, { row, template }: Supplied<CampaignRow>) {
  const sameCampaign = eb('campaigns.revision', '=', row.revision);
  if (!template) return sameCampaign;
  const sameTemplate = eb
    .selectFrom('templates')
    .select('templates.id')
    .where('templates.id', '=', template.id)
    .where('templates.revision', '=', template.revision);
  return eb.and([sameCampaign, eb.exists(sameTemplate)]);
}
