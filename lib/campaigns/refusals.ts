import { type ErrorCode, MailtargetError } from '../model';
import type { CampaignRow } from '../store';

const STATE: Record<CampaignRow['status'], string> = {
  draft: 'is a draft',
  scheduled: 'is scheduled',
  cancelled: 'was cancelled',
  sending: 'is being sent',
  paused: 'is paused',
  sent: 'was sent',
  reported: 'was sent',
};

/** Why a campaign in this state cannot do what was asked, and what to do instead. */
function refusal(code: ErrorCode, row: CampaignRow, advice: string): MailtargetError {
  const { id, status, stop_requested_at: stoppedAt } = row;
  const state = stoppedAt === null ? STATE[status] : 'was stopped';
  return new MailtargetError(code, `Campaign ${id} ${state}. ${advice}`, { field: 'campaignId', status });
}

export const notEditable = (row: CampaignRow) =>
  refusal(
    'CAMPAIGN_NOT_EDITABLE',
    row,
    'Only a draft or a scheduled campaign can be edited: duplicate it and edit the copy.',
  );

export const notDeletable = (row: CampaignRow) =>
  refusal(
    'CAMPAIGN_NOT_DELETABLE',
    row,
    row.status === 'scheduled'
      ? 'Only drafts can be deleted: cancel its schedule instead.'
      : 'Only drafts can be deleted.',
  );

export const isInFilters = (row: CampaignRow, users: string) =>
  refusal('CAMPAIGN_NOT_DELETABLE', row, `It is in the filters of ${users}: take it out there first.`);

export const notCancellable = (row: CampaignRow) =>
  refusal('CAMPAIGN_NOT_CANCELLABLE', row, 'Only a scheduled campaign can be cancelled.');

export const notLaunchable = (row: CampaignRow) =>
  row.status === 'cancelled'
    ? refusal('CAMPAIGN_NOT_EDITABLE', row, 'Duplicate it and send the copy.')
    : refusal('CAMPAIGN_ALREADY_LAUNCHED', row, howElse(row));

const howElse = ({ status }: CampaignRow) =>
  status === 'paused'
    ? 'Resume it to send the rest.'
    : 'It is never sent twice: duplicate it and send the copy.';

export const notPausable = (row: CampaignRow) =>
  refusal('CAMPAIGN_NOT_SENDING', row, 'Only a campaign that is being sent can be paused.');

export const notResumable = (row: CampaignRow) =>
  refusal('CAMPAIGN_NOT_PAUSED', row, 'Only a paused campaign can be resumed.');

export const notStoppable = (row: CampaignRow) =>
  refusal(
    'CAMPAIGN_NOT_SENDING',
    row,
    row.status === 'scheduled'
      ? 'Nothing of it has left yet: cancel its schedule instead.'
      : 'Only a campaign that is being sent, or is paused, can be stopped.',
  );
