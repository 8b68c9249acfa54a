import type {
  Campaign,
  CampaignChanges,
  CampaignInput,
  CampaignListQuery,
  CampaignProgress,
  ScheduleInput,
  SendInput,
} from '../campaign';
import type { Delivery, DeliveryListQuery } from '../delivery';
import type { LintReport } from '../lint';
import type { Page } from '../page';
import type { Preview, PreviewInput, TestInput, TestResult } from '../preview';
import type { RecipientCount } from '../recipients';

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
  /**
   * Sends no more of it for now; what is on the wire is finished. One that is paused stays so. Throws CAMPAIGN_NOT_SENDING unless it is
   * being sent or paused.
   */
  pause(id: string): Promise<Campaign>;
  /** Goes on with a paused campaign; one that is being sent goes on as it does. Throws CAMPAIGN_NOT_PAUSED. */
  resume(id: string): Promise<Campaign>;
  /**
   * Ends a campaign that is being sent or paused: what has not left is skipped, and it counts as sent. One that was stopped stays so.
   * Throws CAMPAIGN_NOT_SENDING.
   */
  stop(id: string): Promise<Campaign>;
  /** How far it is, how fast, when it will be done, and which of its transports are at rest. */
  progress(id: string): Promise<CampaignProgress>;
  /** Who got it, who did not, and why; in the order of the audience. */
  deliveries(id: string, query?: DeliveryListQuery): Promise<Page<Delivery>>;
}
