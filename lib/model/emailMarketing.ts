import type {
  Campaign,
  CampaignChanges,
  CampaignInput,
  CampaignListQuery,
  CampaignProgress,
  ScheduleInput,
  SendInput,
} from './campaign';
import type { Category, CategoryInput } from './category';
import type { ConfirmationInput, ConsentSource, PersonalData, Topic } from './consent';
import type {
  BulkChange,
  BulkFilter,
  Contact,
  ContactFilter,
  ContactInput,
  ContactListQuery,
  UpsertManyResult,
} from './contact';
import type { Delivery, DeliveryListQuery } from './delivery';
import type { IngestResult, MailIngestInput, ProviderIngestInput } from './ingest';
import type {
  EventBatch,
  EventFollowQuery,
  EventListQuery,
  FollowedEvents,
  MailtargetEvent,
  NextEvents,
  NextEventsQuery,
} from './event';
import type { Field, FieldChanges, FieldInput } from './field';
import type {
  ImportOptions,
  ImportResult,
  SuppressionImportOptions,
  SuppressionImportResult,
} from './import';
import type { Label, LabelChanges, LabelInput } from './label';
import type { LintReport } from './lint';
import type { ListQuery, Page } from './page';
import type { Preview, PreviewInput, TestInput, TestResult } from './preview';
import type { RecipientCount } from './recipients';
import type { BasicReport } from './report';
import type { Segment, SegmentChanges, SegmentInput } from './segment';
import type { SendingDomain, SendingDomainInput } from './sendingDomain';
import type { Settings, SettingsChanges } from './settings';
import type { Suppression, SuppressionInput, SuppressionListQuery } from './suppression';
import type { Template, TemplateChanges, TemplateInfo, TemplateInput } from './template';
import type { Transport, TransportInput } from './transport';

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
  settings: SettingsApi;
}

/** An unknown id is CAMPAIGN_NOT_FOUND everywhere. */
export interface Campaigns {
  /**
   * Creates a draft. Throws SENDER_MISSING, LABEL_NOT_FOUND, SEGMENT_NOT_FOUND, CATEGORY_NOT_FOUND, TEMPLATE_NOT_FOUND,
   * TEMPLATE_INVALID (with `line` and `column`).
   */
  create(input: CampaignInput): Promise<Campaign>;
  get(id: string): Promise<Campaign>;
  /** Newest first. */
  list(query?: CampaignListQuery): Promise<Page<Campaign>>;
  /**
   * Changes a draft or a scheduled campaign. The recipients are changed field by field, so whoever is excluded stays
   * excluded; naming labels or segments ends `all`, unless that is given too. Throws CAMPAIGN_NOT_EDITABLE after the launch.
   */
  update(id: string, changes: CampaignChanges): Promise<Campaign>;
  /** Deletes a draft. Throws CAMPAIGN_NOT_DELETABLE for anything else. */
  delete(id: string): Promise<void>;
  /** A new draft with the same content and recipients. Of a launched campaign with a template: as it was launched. */
  duplicate(id: string): Promise<Campaign>;
  /** How many contacts would receive the campaign if it were launched now, who is left out and why, and a sample. */
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
  /** Sends no more of it for now; what is on the wire is finished. Throws CAMPAIGN_NOT_SENDING unless it is being sent. */
  pause(id: string): Promise<Campaign>;
  /** Goes on with a paused campaign. Throws CAMPAIGN_NOT_PAUSED. */
  resume(id: string): Promise<Campaign>;
  /**
   * Ends a campaign that is being sent or paused: what has not left is skipped, and it counts as sent. Throws CAMPAIGN_NOT_SENDING.
   */
  stop(id: string): Promise<Campaign>;
  /** How far it is, how fast, and when it will be done. */
  progress(id: string): Promise<CampaignProgress>;
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

/** An unknown id is CATEGORY_NOT_FOUND everywhere; a name that another has, CATEGORY_NAME_TAKEN. */
export interface Categories {
  create(input: CategoryInput): Promise<Category>;
  /** By name, in either case. */
  list(query?: ListQuery): Promise<Page<Category>>;
  update(id: string, changes: CategoryInput): Promise<Category>;
  /** Throws CATEGORY_IN_USE while a campaign or a segment has it. */
  delete(id: string): Promise<void>;
}

/** A contact is named by its id or its email; an unknown one is CONTACT_NOT_FOUND. */
export interface Contacts {
  /** Throws FIELD_NOT_FOUND, FIELD_VALUE_INVALID, CONTACT_ERASED. */
  upsert(input: ContactInput): Promise<Contact>;
  /** Up to 1,000 at once, in one transaction. Those that `upsert` would refuse are reported, the others kept. */
  upsertMany(inputs: ContactInput[]): Promise<UpsertManyResult>;
  get(idOrEmail: string): Promise<Contact>;
  /** In the order they were added. Throws LABEL_NOT_FOUND, SEGMENT_NOT_FOUND, FIELD_NOT_FOUND, FILTER_INVALID. */
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
   * Upserts from CSV with a header row. Several labels in a cell are separated by `;`; where that separates the cells, the
   * cell is in quotes. Bad rows are reported (also those with more cells than the header), good rows kept. Throws CSV_INVALID
   * when the file has no email column or is not in the encoding; rows before the place where that shows are kept.
   * FIELD_NOT_FOUND names a column that is no field where none may be made.
   */
  import(csv: ReadableStream<Uint8Array>, options?: ImportOptions): Promise<ImportResult>;
  /** CSV in UTF-8, with the columns that `import` takes. In the order contacts were added. Throws what `list` throws. */
  export(filter?: ContactFilter): Promise<ReadableStream<Uint8Array>>;
}

/** What people agreed to, and what is held on them. A contact is named by its id or its email; an unknown one is CONTACT_NOT_FOUND. */
export interface Consent {
  /**
   * Sends the message that asks a pending or unsubscribed contact to confirm. The link is good for 30 days, and only the latest
   * one. Throws PUBLIC_URL_MISSING, ADDRESS_SUPPRESSED (but for whoever unsubscribed), CONTACT_BOUNCED, TEMPLATE_INVALID, SENDER_MISSING and what `sendTest`
   * throws about the relay (RELAY_UNREACHABLE and CONTACT_BOUNCED also where it refuses this one message). Whoever is active already, or
   * was asked within the last five minutes, is sent nothing.
   */
  requestConfirmation(idOrEmail: string, input?: ConfirmationInput): Promise<{ sent: boolean }>;
  /** Makes the contact of a confirmation link active. Twice is once. Throws CONFIRMATION_INVALID. */
  confirm(token: string, source?: ConsentSource): Promise<Contact>;
  /** At once, also from campaigns that are being sent. */
  unsubscribe(idOrEmail: string, source?: ConsentSource): Promise<Contact>;
  /**
   * Makes a contact active who asked for it, whether they unsubscribed, bounced or never confirmed. Throws ADDRESS_SUPPRESSED
   * where they complained or were suppressed by hand: remove that first.
   */
  resubscribe(idOrEmail: string, source?: ConsentSource): Promise<Contact>;
  /** The public labels, by name. */
  topics(idOrEmail: string): Promise<Topic[]>;
  /** Gives the contact these public labels, and none of the other public ones. Throws LABEL_NOT_FOUND, also for one that is not public. */
  chooseTopics(idOrEmail: string, labelIds: string[]): Promise<Topic[]>;
  /**
   * Deletes one person everywhere. Only a hash of the address stays, which keeps them from being added again; the counts of reports stay
   * as they are. Removing the suppression of the address removes the hash.
   */
  erase(idOrEmail: string): Promise<void>;
  /** Everything that is held on one person. Also for an address that is only on the suppression list. */
  personalData(idOrEmail: string): Promise<PersonalData>;
}

/** A custom field is named by its tag; an unknown one is FIELD_NOT_FOUND. */
export interface Fields {
  /** Throws FIELD_TAKEN. */
  create(input: FieldInput): Promise<Field>;
  /** By tag. */
  list(query?: ListQuery): Promise<Page<Field>>;
  update(tag: string, changes: FieldChanges): Promise<Field>;
  /** Deletes it with the values of all contacts. Throws FIELD_IN_USE while a segment has it. */
  delete(tag: string): Promise<void>;
}

/** An unknown id is LABEL_NOT_FOUND everywhere. */
export interface Labels {
  /** Creates the label, or returns the one that has this name. */
  create(input: LabelInput): Promise<Label>;
  /** By name, in either case. */
  list(query?: ListQuery): Promise<Page<Label>>;
  /** Throws LABEL_NAME_TAKEN: `merge` makes one of two. */
  update(id: string, changes: LabelChanges): Promise<Label>;
  /** Throws LABEL_IN_USE while a draft, a scheduled or unfinished campaign, or a segment has it. */
  delete(id: string): Promise<void>;
  /** Gives the second label to everyone who has the first, puts it in its place in campaigns and segments, and deletes the first. */
  merge(id: string, intoId: string): Promise<Label>;
  /** To everyone who matches. Throws what `contacts.list` throws. */
  addTo(id: string, filter: BulkFilter): Promise<BulkChange>;
  /** From everyone who matches. Throws what `contacts.list` throws. */
  removeFrom(id: string, filter: BulkFilter): Promise<BulkChange>;
}

/** An unknown id is SEGMENT_NOT_FOUND everywhere. */
export interface Segments {
  /**
   * Throws SEGMENT_NAME_TAKEN, FIELD_NOT_FOUND, FILTER_INVALID (an operator or value that does not go with the field), LABEL_NOT_FOUND,
   * CAMPAIGN_NOT_FOUND, CATEGORY_NOT_FOUND, SEGMENT_NOT_FOUND.
   */
  create(input: SegmentInput): Promise<Segment>;
  get(id: string): Promise<Segment>;
  /** By name, in either case. */
  list(query?: ListQuery): Promise<Page<Segment>>;
  /** Throws what `create` throws, and SEGMENT_CYCLE where it would contain itself. */
  update(id: string, changes: SegmentChanges): Promise<Segment>;
  /** Throws SEGMENT_IN_USE while a draft, a scheduled or unfinished campaign, or another segment has it. */
  delete(id: string): Promise<void>;
  /** Who is in it, of them who may be mailed, and a sample. */
  count(id: string): Promise<RecipientCount>;
}

export interface Suppressions {
  /** Never mails this address again, whatever the contact's status. Adding it twice keeps the first reason, but for a complaint or one by
   * hand, which take the place of the others. */
  add(input: SuppressionInput): Promise<Suppression>;
  /** Newest first. */
  list(query?: SuppressionListQuery): Promise<Page<Suppression>>;
  /** Throws SUPPRESSION_NOT_FOUND. */
  remove(email: string): Promise<void>;
  /** As `contacts.import`. */
  import(
    csv: ReadableStream<Uint8Array>,
    options?: SuppressionImportOptions,
  ): Promise<SuppressionImportResult>;
}

export interface Events {
  /** The log of one campaign, oldest first. */
  list(query: EventListQuery): Promise<Page<MailtargetEvent>>;
  /**
   * The events of all campaigns behind a position in the log; each comes once, however many write at the same time. Where a filter leaves
   * most of them out there may be none, and the position moves on all the same.
   */
  follow(query: EventFollowQuery): Promise<FollowedEvents>;
  /**
   * The next events for a follower whose place in the log is kept here; a new one begins at its end. Until it is acknowledged the same batch comes
   * again, after a restart too: whoever deals with it under the name of the batch can tell a repeat.
   */
  next(query: NextEventsQuery): Promise<NextEvents>;
  /** Twice is once. */
  acknowledge(batch: EventBatch): Promise<void>;
  /**
   * Takes up what a mail to the bounce mailbox reports: a bounce, a complaint. It is matched by its signed return path, else by the
   * Message-ID, else by the address in it. The same report again changes nothing.
   */
  ingestMail(input: MailIngestInput): Promise<IngestResult>;
  /**
   * Takes up what the webhook of a provider reports. Throws WEBHOOK_SIGNATURE_INVALID, WEBHOOK_STALE, PROVIDER_UNREACHABLE.
   */
  ingestProvider(input: ProviderIngestInput): Promise<IngestResult>;
}

export interface SettingsApi {
  get(): Promise<Settings>;
  update(changes: SettingsChanges): Promise<Settings>;
  /**
   * Creates or replaces a transport, its password or key included: without one it has none. Stored encrypted. Campaigns under way use it
   * from now on.
   */
  setTransport(input: TransportInput): Promise<Transport>;
  /**
   * Campaigns under way go on through the others; what no other may carry waits. One that is not there is no error. The transport
   * `default` comes back with the next use of the credential that carries it.
   */
  removeTransport(id: string): Promise<void>;
  /**
   * Connects and logs in, stores nothing, sends nothing. Throws RELAY_UNREACHABLE, RELAY_LOGIN_REFUSED,
   * RELAY_TLS_FAILED.
   */
  checkTransport(input: TransportInput): Promise<void>;
  /** Creates or replaces what goes with messages from a domain. The private key is stored encrypted. Throws DKIM_KEY_INVALID. */
  setSendingDomain(input: SendingDomainInput): Promise<SendingDomain>;
  /** By name. */
  listSendingDomains(): Promise<SendingDomain[]>;
  /** One that is not there is no error. */
  removeSendingDomain(domain: string): Promise<void>;
}
