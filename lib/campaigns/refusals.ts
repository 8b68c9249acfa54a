import { type ErrorCode, MailtargetError } from '../model';
import type { CampaignRow } from '../store';

const STATE: Record<CampaignRow['status'], string> = {
  draft: 'is a draft',
  scheduled: 'is scheduled',
  cancelled: 'was cancelled',
  sending: 'is being sent',
  sent: 'was sent',
};

/** Why a campaign in this state cannot do what was asked, and what to do instead. */
function refusal(code: ErrorCode, { id, status }: CampaignRow, advice: string): MailtargetError {
  return new MailtargetError(code, `Campaign ${id} ${STATE[status]}. ${advice}`, {
    field: 'campaignId',
    status,
  });
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
    : refusal('CAMPAIGN_ALREADY_LAUNCHED', row, 'It is never sent twice: duplicate it and send the copy.');
