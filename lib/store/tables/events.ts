import type { Generated, GeneratedAlways, Insertable, Selectable } from 'kysely';
import type { BounceType, CampaignKey, ContactKey, EventType } from '../../model';

/** What happened to it. */
export interface EventTables {
  events: EventsTable;
  event_counts: EventCountsTable;
  followers: FollowersTable;
  held_clicks: HeldClicksTable;
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

/** Clicks that the tracking server answered, and has not judged yet. */
interface HeldClicksTable {
  /** The event's. */
  key: string;
  contact_id: ContactKey;
  at: number;
  /** JSON. */
  click: string;
}
