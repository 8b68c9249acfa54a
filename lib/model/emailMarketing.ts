import type {
  Campaign,
  CampaignChanges,
  CampaignInput,
  CampaignListQuery,
  ScheduleInput,
  SendInput,
} from './campaign';
import type { Contact, ContactInput, ContactListQuery, ImportResult } from './contact';
import type { Delivery, DeliveryListQuery } from './delivery';
import type { EventListQuery, MailtargetEvent } from './event';
import type { Label, LabelInput } from './label';
import type { LintReport } from './lint';
import type { ListQuery, Page } from './page';
import type { Preview, PreviewInput, TestInput, TestResult } from './preview';
import type { RecipientCount } from './recipients';
import type { BasicReport } from './report';
import type { Settings, SettingsChanges, Transport, TransportInput } from './settings';
import type { Suppression, SuppressionInput } from './suppression';
import type { Template, TemplateChanges, TemplateInfo, TemplateInput } from './template';

/**
 * The whole product as one interface. Values are plain JSON (a CSV is the one exception: a stream of bytes), ids are
 * strings, instants are ISO 8601. Every method may throw a MailtargetError; the codes that are particular to it are
 * named beside it.
 */
export interface EmailMarketing {
  campaigns: Campaigns;
  templates: Templates;
  reports: Reports;
  contacts: Contacts;
  labels: Labels;
  suppressions: Suppressions;
  events: Events;
  settings: SettingsApi;
}

/** An unknown id is CAMPAIGN_NOT_FOUND everywhere. */
export interface Campaigns {
  /**
   * Creates a draft. Throws SENDER_MISSING, LABEL_NOT_FOUND, TEMPLATE_NOT_FOUND, TEMPLATE_INVALID (with `line` and
   * `column`).
   */
  create(input: CampaignInput): Promise<Campaign>;
  get(id: string): Promise<Campaign>;
  /** Newest first. */
  list(query?: CampaignListQuery): Promise<Page<Campaign>>;
  /**
   * Changes a draft or a scheduled campaign. The recipients are changed field by field, so whoever is excluded stays
   * excluded; naming labels ends `all`, unless that is given too. Throws CAMPAIGN_NOT_EDITABLE after the launch.
   */
  update(id: string, changes: CampaignChanges): Promise<Campaign>;
  /** Deletes a draft. Throws CAMPAIGN_NOT_DELETABLE for anything else. */
  delete(id: string): Promise<void>;
  /** A new draft with the same content and recipients. Of a launched campaign with a template: as it was launched. */
  duplicate(id: string): Promise<Campaign>;
  /** How many contacts would receive the campaign if it were launched now. */
  countRecipients(id: string): Promise<RecipientCount>;
  /** What keeps the campaign from being launched, and what to look at. */
  lint(id: string): Promise<LintReport>;
  /** Renders the campaign for a contact or for sample data. Throws CONTACT_NOT_FOUND. */
  preview(id: string, input?: PreviewInput): Promise<Preview>;
  /**
   * Sends the campaign to the given addresses, marked as a test and outside all counts, whatever its status. Throws
   * CONTACT_NOT_FOUND, ADDRESS_SUPPRESSED (also for contacts that are not active), TRANSPORT_MISSING, and where the relay
   * takes none of the messages RELAY_UNREACHABLE, RELAY_LOGIN_REFUSED, RELAY_TLS_FAILED, RELAY_REFUSES_SENDER.
   */
  sendTest(id: string, input: TestInput): Promise<TestResult>;
  /**
   * Launches a draft or scheduled campaign now, after checking that lint finds no error, that there is somebody to send
   * to and that the relay lets us in. A template is copied into the campaign: as it is now, it is sent. Throws
   * CAMPAIGN_ALREADY_LAUNCHED, CAMPAIGN_NOT_EDITABLE (it was cancelled), CAMPAIGN_HAS_ERRORS, EMPTY_AUDIENCE,
   * TEMPLATE_INVALID, TRANSPORT_MISSING, RELAY_UNREACHABLE, RELAY_LOGIN_REFUSED, RELAY_TLS_FAILED; the campaign is then
   * as it was.
   */
  send(id: string, input?: SendInput): Promise<Campaign>;
  /** Sets or moves the time of the launch. Throws SCHEDULE_IN_THE_PAST, CAMPAIGN_ALREADY_LAUNCHED, CAMPAIGN_NOT_EDITABLE. */
  schedule(id: string, input: ScheduleInput): Promise<Campaign>;
  /** Cancels a scheduled campaign for good. Throws CAMPAIGN_NOT_CANCELLABLE once it is launched. */
  cancelSchedule(id: string): Promise<Campaign>;
  /** Who got it, who did not, and why; in the order of the audience. */
  deliveries(id: string, query?: DeliveryListQuery): Promise<Page<Delivery>>;
}

/** An unknown id is TEMPLATE_NOT_FOUND everywhere. */
export interface Templates {
  /** Throws TEMPLATE_NAME_TAKEN, TEMPLATE_INVALID (with `line` and `column`). */
  create(input: TemplateInput): Promise<Template>;
  get(id: string): Promise<Template>;
  /** By name, in either case. */
  list(query?: ListQuery): Promise<Page<TemplateInfo>>;
  /** Drafts and scheduled campaigns follow; launched ones keep what they were sent with. Throws as create does. */
  update(id: string, changes: TemplateChanges): Promise<Template>;
  /** Throws TEMPLATE_IN_USE while a draft or scheduled campaign has it. */
  delete(id: string): Promise<void>;
}

export interface Reports {
  /** Throws CAMPAIGN_NOT_FOUND. Before the launch every number is 0. */
  basic(campaignId: string): Promise<BasicReport>;
}

/** A contact is named by its id or its email; an unknown one is CONTACT_NOT_FOUND. */
export interface Contacts {
  upsert(input: ContactInput): Promise<Contact>;
  get(idOrEmail: string): Promise<Contact>;
  /** In the order they were added. Throws LABEL_NOT_FOUND. */
  list(query?: ContactListQuery): Promise<Page<Contact>>;
  /**
   * Whoever is unsubscribed or bounced leaves a suppression with that reason, so that a later import cannot make them
   * mailable again.
   */
  delete(idOrEmail: string): Promise<void>;
  /** Adds labels, by name; those that do not exist are created. */
  label(idOrEmail: string, labelNames: string[]): Promise<Contact>;
  /** Removes labels, by name; those that the contact does not have are ignored. */
  unlabel(idOrEmail: string, labelNames: string[]): Promise<Contact>;
  /**
   * Upserts from CSV in UTF-8, with a header row: `email`, and optionally `name`, `status`, `labels` (separated by ;)
   * and custom fields. Cells are separated by whichever of comma, semicolon and tab the header row has most of; where
   * it is the semicolon, a cell with several labels is in quotes. Bad rows are reported (also those with more cells
   * than the header), good rows kept. Throws CSV_INVALID when the file has no email column or is not in UTF-8; rows
   * before the place where that shows are kept.
   */
  import(csv: ReadableStream<Uint8Array>): Promise<ImportResult>;
}

export interface Labels {
  /** Creates the label, or returns the one that has this name. */
  create(input: LabelInput): Promise<Label>;
  /** By name, in either case. */
  list(query?: ListQuery): Promise<Page<Label>>;
}

export interface Suppressions {
  /** Never mails this address again, whatever the contact's status. Adding it twice keeps the first reason. */
  add(input: SuppressionInput): Promise<Suppression>;
  /** Newest first. */
  list(query?: ListQuery): Promise<Page<Suppression>>;
  /** Throws SUPPRESSION_NOT_FOUND. */
  remove(email: string): Promise<void>;
}

export interface Events {
  /** The log of one campaign, oldest first. */
  list(query: EventListQuery): Promise<Page<MailtargetEvent>>;
}

export interface SettingsApi {
  get(): Promise<Settings>;
  update(changes: SettingsChanges): Promise<Settings>;
  /** Creates or replaces a transport, its password included: without one it has none. Stored encrypted. */
  setTransport(input: TransportInput): Promise<Transport>;
  /**
   * Connects and logs in, stores nothing, sends nothing. Throws RELAY_UNREACHABLE, RELAY_LOGIN_REFUSED,
   * RELAY_TLS_FAILED.
   */
  checkTransport(input: TransportInput): Promise<void>;
}
