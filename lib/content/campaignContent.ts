import type { Utm } from '../model';
import type { CampaignRow } from '../store';
import type { Content } from './compileContent';

/** What of a campaign is compiled. */
export const contentOf = (
  row: Pick<
    CampaignRow,
    'subject' | 'preview_text' | 'body' | 'body_text' | 'utm' | 'sender_name' | 'sender_email'
  >,
): Content => ({
  subject: row.subject,
  previewText: row.preview_text,
  body: row.body,
  bodyText: row.body_text,
  utm: row.utm === null ? null : (JSON.parse(row.utm) as Utm),
  sender: { name: row.sender_name, email: row.sender_email },
});
