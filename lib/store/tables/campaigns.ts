import type { Generated, GeneratedAlways, Selectable } from 'kysely';
import type { CampaignKey, CampaignStatus, CategoryKey, ContactKey, TemplateKey } from '../../model';

/** What is sent, and to whom. */
export interface CampaignTables {
  templates: TemplatesTable;
  categories: CategoriesTable;
  campaigns: CampaignsTable;
  campaign_attachments: CampaignAttachmentsTable;
}

interface TemplatesTable {
  id: GeneratedAlways<TemplateKey>;
  /** Unique. */
  name: string;
  /** HTML; of components, what they rendered to. */
  body: string;
  /** JSON, shaped by the components schema. */
  components: string | null;
  body_text: string | null;
  /** JSON array of names. */
  required_variables: string;
  /** Counts up with each write, so that a reader can tell whether somebody wrote since. */
  revision: Generated<number>;
  created_at: number;
  updated_at: number;
}
export type TemplateRow = Selectable<TemplatesTable>;

interface CategoriesTable {
  id: GeneratedAlways<CategoryKey>;
  /** Unique. */
  name: string;
  created_at: number;
}
export type CategoryRow = Selectable<CategoriesTable>;

interface CampaignsTable {
  id: GeneratedAlways<CampaignKey>;
  status: CampaignStatus;
  status_reason: string | null;
  subject: string;
  preview_text: string | null;
  sender_name: string;
  sender_email: string;
  reply_to: string | null;
  /** HTML; empty while a template supplies it. */
  body: string;
  /** JSON, shaped by the components schema. */
  components: string | null;
  template_id: TemplateKey | null;
  body_text: string | null;
  /** JSON objects. */
  substitution_data: string | null;
  send_data: string | null;
  /** JSON, shaped by the utm schema. */
  utm: string | null;
  /** JSON, shaped by the tracking schema; null where nothing was chosen. */
  tracking: Generated<string | null>;
  /** JSON array of findings. */
  warnings: Generated<string>;
  /** JSON, shaped by the recipients schema. */
  recipients: string;
  category_id: CategoryKey | null;
  /** JSON: the recipients with their segments as the launch found them. */
  audience: string | null;
  /** Counts up with each edit and transition, so that a reader can tell whether somebody wrote since. */
  revision: Generated<number>;
  scheduled_at: number | null;
  launched_at: number | null;
  /** While the audience is being frozen: the contact up to which it is. */
  freeze_cursor: ContactKey | 0;
  /** Set once the audience is frozen whole; nothing is claimed before. */
  frozen_at: number | null;
  sent_at: number | null;
  /** Somebody stopped it: what is still open is being skipped. */
  stop_requested_at: number | null;
  created_at: number;
  updated_at: number;
}
export type CampaignRow = Selectable<CampaignsTable>;

interface CampaignAttachmentsTable {
  campaign_id: CampaignKey;
  /** In the order they were given, from 0. */
  position: number;
  filename: string;
  content_type: string;
  content_id: string | null;
  /** Bytes. */
  size: number;
  /** Base64. Last in the row, so that SQLite does not read it for the columns before it. */
  content: string;
}
export type AttachmentRow = Selectable<CampaignAttachmentsTable>;
