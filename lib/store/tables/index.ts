import type { AudienceTables } from './audience';
import type { CampaignTables } from './campaigns';
import type { DeliveryTables } from './deliveries';
import type { EventTables } from './events';
import type { WebhookTables } from './webhooks';

export type * from './audience';
export type * from './campaigns';
export type * from './deliveries';
export type * from './events';
export type * from './webhooks';

/**
 * Instants are milliseconds since the epoch on both databases, JSON is text, and every key of deliveries and events begins with the campaign,
 * so that both can be partitioned by it.
 */
export interface Tables extends AudienceTables, CampaignTables, DeliveryTables, EventTables, WebhookTables {
  settings: SettingsTable;
  migrations: MigrationsTable;
}

interface SettingsTable {
  key: string;
  /** JSON. */
  value: string;
}

interface MigrationsTable {
  version: number;
  applied_at: number;
}
