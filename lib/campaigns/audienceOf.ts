import { type Audience, resolveAudience } from '../audience';
import type { Recipients } from '../model';
import type { CampaignRow, Db } from '../store';

/**
 * Whom a campaign reaches: once it is launched, whom the launch found, whatever became of its segments since.
 * @throws MailtargetError as `resolveAudience`
 */
export async function audienceOf(
  db: Db,
  row: Pick<CampaignRow, 'audience' | 'recipients'>,
  now: number,
): Promise<Audience> {
  return row.audience === null
    ? resolveAudience(db, JSON.parse(row.recipients) as Recipients, now)
    : (JSON.parse(row.audience) as Audience);
}
