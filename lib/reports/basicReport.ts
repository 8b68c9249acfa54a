import { type BasicReport, type Reports as ReportsApi, toId, toIsoOrNull } from '../model';
import { type Db, findCampaign } from '../store';

export class Reports implements ReportsApi {
  constructor(private readonly db: Db) {}

  async basic(campaignId: string): Promise<BasicReport> {
    const campaign = await findCampaign(this.db, campaignId);
    const rows = await this.db
      .selectFrom('deliveries')
      .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
      .where('campaign_id', '=', campaign.id)
      .groupBy('status')
      .execute();
    const count = Object.fromEntries(rows.map((row) => [row.status, row.count]));
    const { sent = 0, bounced = 0, failed = 0, skipped = 0, pending = 0, sending = 0 } = count;
    const remaining = pending + sending;
    const audience = sent + bounced + failed + skipped + remaining;
    return {
      campaignId: toId(campaign.id),
      subject: campaign.subject,
      status: campaign.status,
      statusReason: campaign.status_reason,
      audience,
      sent,
      bounced,
      failed,
      skipped,
      remaining,
      sentRate: share(sent, audience),
      bounceRate: share(bounced, sent + bounced),
      launchedAt: toIsoOrNull(campaign.launched_at),
      sentAt: toIsoOrNull(campaign.sent_at),
    };
  }
}

/** Rounded to the hundredth of a percent. */
const share = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000;
