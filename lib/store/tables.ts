import type { Generated, GeneratedAlways, Insertable, Selectable } from 'kysely';
import type {
  BounceType,
  CampaignKey,
  CampaignStatus,
  CategoryKey,
  ConsentAction,
  ContactKey,
  ContactStatus,
  DeliveryStatus,
  EventType,
  FieldType,
  FunnelStatus,
  Key,
  LabelKey,
  SegmentKey,
  Suppression,
  TemplateKey,
  WebhookKey,
} from '../model';

/*
 * Conventions on both databases: instants are milliseconds since the epoch, JSON is text, and every key of
 * deliveries and events begins with the campaign, so that both can be partitioned by it.
 */

export interface Tables {
  contacts: ContactsTable;
  contact_activity: ContactActivityTable;
  consents: ConsentsTable;
  erasures: ErasuresTable;
  fields: FieldsTable;
  segments: SegmentsTable;
  categories: CategoriesTable;
  labels: LabelsTable;
  contact_labels: ContactLabelsTable;
  suppressions: SuppressionsTable;
  templates: TemplatesTable;
  campaigns: CampaignsTable;
  campaign_attachments: CampaignAttachmentsTable;
  deliveries: DeliveriesTable;
  events: EventsTable;
  event_counts: EventCountsTable;
  followers: FollowersTable;
  webhooks: WebhooksTable;
  dead_letters: DeadLettersTable;
  settings: SettingsTable;
  transports: TransportsTable;
  sending_domains: SendingDomainsTable;
  pace: PaceTable;
  permits: PermitsTable;
  migrations: MigrationsTable;
}

interface ContactsTable {
  id: GeneratedAlways<ContactKey>;
  /** Normalized; unique. */
  email: string;
  /** The part of the email behind the @. */
  domain: string;
  name: string | null;
  status: ContactStatus;
  /** JSON object: custom field tag to value. */
  fields: string;
  created_at: number;
  updated_at: number;
  source: string | null;
  subscribed_at: number | null;
  funnel_status: FunnelStatus | null;
  /** IANA. */
  time_zone: string | null;
  /** When the confirmation link that counts was made; null once they unsubscribed. */
  opt_in_requested_at: number | null;
}
export type ContactRow = Selectable<ContactsTable>;
export type NewContactRow = Insertable<ContactsTable>;

/** When something last happened between us and a contact; no row as long as nothing did. */
interface ContactActivityTable {
  contact_id: ContactKey;
  last_send_at: number | null;
  /** By a person, as far as one can tell. */
  last_open_at: number | null;
  last_click_at: number | null;
  /** How often they opened or clicked at each hour of the day, in UTC: 24 digits to the base 36. */
  open_hours: Generated<string | null>;
}

interface ConsentsTable {
  id: GeneratedAlways<Key<'consent'>>;
  contact_id: ContactKey;
  action: ConsentAction;
  source: string | null;
  at: number;
}

/** People who were erased: only so much is known of them that they are not added again. */
interface ErasuresTable {
  /** HMAC-SHA256 of the normalized address, in base64url. */
  hash: string;
  created_at: number;
}

/** Custom fields. */
interface FieldsTable {
  tag: string;
  name: string;
  type: FieldType;
  created_at: number;
}
export type FieldRow = Selectable<FieldsTable>;

interface SegmentsTable {
  id: GeneratedAlways<SegmentKey>;
  /** Unique. */
  name: string;
  /** JSON, shaped by the filters schema. */
  filters: string;
  created_at: number;
  updated_at: number;
}
export type SegmentRow = Selectable<SegmentsTable>;

interface CategoriesTable {
  id: GeneratedAlways<CategoryKey>;
  /** Unique. */
  name: string;
  created_at: number;
}
export type CategoryRow = Selectable<CategoriesTable>;

interface LabelsTable {
  id: GeneratedAlways<LabelKey>;
  /** Unique. */
  name: string;
  /** 1 or 0. */
  is_public: Generated<number>;
}
export type LabelRow = Selectable<LabelsTable>;

interface ContactLabelsTable {
  label_id: LabelKey;
  contact_id: ContactKey;
}

interface SuppressionsTable {
  email: string;
  reason: Suppression['reason'];
  created_at: number;
}
export type SuppressionRow = Selectable<SuppressionsTable>;

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

interface DeliveriesTable {
  campaign_id: CampaignKey;
  contact_id: ContactKey;
  domain: string;
  status: DeliveryStatus;
  reason: string | null;
  attempts: number;
  /** Attempts whose answer never came: each may have arrived. */
  unanswered: Generated<number>;
  /** Not before this instant. */
  due_at: number;
  /** The pump that holds it, and until when. */
  lease_owner: string | null;
  lease_until: number;
  updated_at: number;
  /** The first time, by a person as far as one can tell. */
  opened_at: number | null;
  clicked_at: number | null;
  /** The first time, machines included. */
  any_opened_at: Generated<number | null>;
  any_clicked_at: Generated<number | null>;
  /** The transport that it was last handed to. */
  transport_id: string | null;
  /** Of a bounce. */
  bounce_type: BounceType | null;
}

interface EventsTable {
  campaign_id: CampaignKey;
  sequence: GeneratedAlways<number>;
  type: EventType;
  contact_id: ContactKey | null;
  reason: string | null;
  at: number;
  /** The same for what is told again. */
  key: Generated<string | null>;
  /** Of a click: the number of the link, and where it led. */
  link: Generated<number | null>;
  url: Generated<string | null>;
  /** Kept for a while only. */
  ip: Generated<string | null>;
  user_agent: Generated<string | null>;
  /** What kind of machine it was, as far as one can tell; null for a person. */
  machine: Generated<string | null>;
  bounce_type: Generated<BounceType | null>;
}
export type EventRow = Selectable<EventsTable>;
export type NewEventRow = Insertable<EventsTable>;

/** How many events of a name a campaign has; equal to a recount of the log. */
interface EventCountsTable {
  campaign_id: CampaignKey;
  name: string;
  count: number;
}

/** Who reads the log on and on. */
interface FollowersTable {
  name: string;
  /** Up to there everything was dealt with. */
  position: string;
  /** The end of the batch that was handed out, and not yet dealt with as far as one knows. */
  until: string | null;
}

/** Endpoints of others that are told of events: followers of the log as well. */
interface WebhooksTable {
  id: GeneratedAlways<WebhookKey>;
  url: string;
  /** JSON array of the types of events. */
  events: string;
  campaign_id: CampaignKey | null;
  description: string;
  /** Encrypted. */
  secret: string;
  /** 1 or 0. */
  enabled: Generated<number>;
  disabled_reason: Generated<string | null>;
  /** Up to there everything was delivered, or is a dead letter. */
  position: string;
  /** The end of the batch that is under way, and what it is called. */
  until: Generated<string | null>;
  batch_id: Generated<string | null>;
  /** At that batch. */
  attempts: Generated<number>;
  first_attempt_at: Generated<number | null>;
  next_attempt_at: Generated<number>;
  /** 1 once a batch became a dead letter: the next one is tried once. */
  last_chance: Generated<number>;
  failing_since: Generated<number | null>;
  last_error: Generated<string | null>;
  last_delivered_at: Generated<number | null>;
  /** Counts up with each write but of the description, so that whoever read it can tell whether somebody wrote since. */
  revision: Generated<number>;
  /** Who sends to it, and until when. */
  lease_owner: Generated<string | null>;
  lease_until: Generated<number>;
  created_at: number;
}
export type WebhookRow = Selectable<WebhooksTable>;

/** Batches that an endpoint did not take, as places in the log: what is erased there is erased here. */
interface DeadLettersTable {
  id: GeneratedAlways<Key<'dead letter'>>;
  webhook_id: WebhookKey;
  batch_id: string;
  position: string;
  until: string;
  /** The filter, as it was. */
  events: string;
  campaign_id: CampaignKey | null;
  error: string;
  attempts: number;
  first_attempt_at: number;
  last_attempt_at: number;
}
export type DeadLetterRow = Selectable<DeadLettersTable>;

interface SettingsTable {
  key: string;
  /** JSON. */
  value: string;
}

interface TransportsTable {
  id: string;
  /** JSON, shaped by the transport schema, without the password. */
  config: string;
  /** Encrypted; null when there is none. */
  password: string | null;
}
export type TransportRow = Selectable<TransportsTable>;

interface SendingDomainsTable {
  domain: string;
  /** JSON, shaped by the sending domain schema, without the key. */
  config: string;
  /** Encrypted; null when nothing is signed. */
  dkim_key: string | null;
}
export type SendingDomainRow = Selectable<SendingDomainsTable>;

interface PaceTable {
  /** What is paced: a transport, or a group of recipient domains on one. */
  key: string;
  /** JSON: what of its future is reserved, and what of its past counts. */
  state: string;
}

/** Who may have how many connections open. */
interface PermitsTable {
  key: string;
  /** From 1. */
  number: number;
  owner: string;
  lease_until: number;
}

interface MigrationsTable {
  version: number;
  applied_at: number;
}
