import type { Campaign, CampaignStatus, EmailMarketing } from '../../lib/model';
import { listUpTo } from '../Mailtarget/listUpTo';

/** Of each kind; the newest of more. */
const MAX_LISTED = 100;

/** What an engine has to do. */
export interface Work {
  scheduled: { id: string; subject: string; scheduledAt: string | null }[];
  sending: { id: string; subject: string; audience: number; remaining: number }[];
  paused: { id: string; subject: string; statusReason: string | null; remaining: number }[];
}

export async function findWork({ campaigns }: EmailMarketing): Promise<Work> {
  const inStatus = (status: CampaignStatus): Promise<Campaign[]> =>
    listUpTo(MAX_LISTED, (page) => campaigns.list({ ...page, status }));
  const work: Work = { scheduled: [], sending: [], paused: [] };
  for (const { id, subject, scheduledAt } of await inStatus('scheduled')) {
    work.scheduled.push({ id, subject, scheduledAt });
  }
  for (const { id, subject } of await inStatus('sending')) {
    const { audience, remaining } = await campaigns.progress(id);
    work.sending.push({ id, subject, audience, remaining });
  }
  for (const { id, subject, statusReason } of await inStatus('paused')) {
    const { remaining } = await campaigns.progress(id);
    work.paused.push({ id, subject, statusReason, remaining });
  }
  return work;
}

/** For the log. */
export function inWords({ scheduled, sending, paused }: Work): string {
  const parts = [
    `${scheduled.length} scheduled`,
    `${sending.length} being sent${sum(sending)}`,
    `${paused.length} paused${sum(paused)}`,
  ];
  return `the campaign engine runs. Campaigns: ${parts.join(', ')}.`;
}

function sum(campaigns: readonly { remaining: number }[]): string {
  const remaining = campaigns.reduce((total, campaign) => total + campaign.remaining, 0);
  return campaigns.length === 0 ? '' : ` (${remaining} messages remain)`;
}
