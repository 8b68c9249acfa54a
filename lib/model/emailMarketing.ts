import type {
  Campaigns,
  Categories,
  Consent,
  Contacts,
  Events,
  Fields,
  Labels,
  Reports,
  Segments,
  SettingsApi,
  Suppressions,
  Templates,
  Webhooks,
} from './groups';

/**
 * The whole product as one interface. Values are plain JSON (a CSV is the one exception: a stream of bytes, in and out), ids are
 * strings, instants are ISO 8601. Every method may throw a MailtargetError; the codes that are particular to it are
 * named beside it.
 */
export interface EmailMarketing {
  campaigns: Campaigns;
  templates: Templates;
  reports: Reports;
  categories: Categories;
  contacts: Contacts;
  consent: Consent;
  fields: Fields;
  labels: Labels;
  segments: Segments;
  suppressions: Suppressions;
  events: Events;
  webhooks: Webhooks;
  settings: SettingsApi;
}
