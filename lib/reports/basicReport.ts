import { type BasicReport, type Reports as ReportsApi, toId, toIsoOrNull } from '../model';
import { type Db, findCampaign } from '../store';
import { countDeliveries } from './countDeliveries';
import { share } from './share';

export class Reports implements ReportsApi {
  constructor(private readonly db: Db) {}

  async basic(campaignId: string): Promise<BasicReport> {
    const campaign = await findCampaign(this.db, campaignId);
    const counts = await countDeliveries(this.db, campaign.id);
    const { audience, sent, bounced } = counts;
    return {
      campaignId: toId(campaign.id),
      subject: campaign.subject,
      status: campaign.status,
      statusReason: campaign.status_reason,
      ...counts,
      sentRate: share(sent, audience),
      bounceRate: share(bounced, sent + bounced),
      launchedAt: toIsoOrNull(campaign.launched_at),
      sentAt: toIsoOrNull(campaign.sent_at),
    };
  }
}
