import type { Generated, Selectable } from 'kysely';
import type { BounceType, CampaignKey, ContactKey, DeliveryStatus } from '../../model';

/** How it leaves. */
export interface DeliveryTables {
  deliveries: DeliveriesTable;
  transports: TransportsTable;
  sending_domains: SendingDomainsTable;
  pace: PaceTable;
  permits: PermitsTable;
}

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
