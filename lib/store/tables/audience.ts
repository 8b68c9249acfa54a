import type { Generated, GeneratedAlways, Insertable, Selectable } from 'kysely';
import type {
  ConsentAction,
  ContactKey,
  ContactStatus,
  FieldType,
  FunnelStatus,
  Key,
  LabelKey,
  SegmentKey,
  Suppression,
} from '../../model';

/** People, and what is known of them. */
export interface AudienceTables {
  contacts: ContactsTable;
  contact_activity: ContactActivityTable;
  consents: ConsentsTable;
  erasures: ErasuresTable;
  fields: FieldsTable;
  segments: SegmentsTable;
  labels: LabelsTable;
  contact_labels: ContactLabelsTable;
  suppressions: SuppressionsTable;
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
