import { z } from 'zod/v4';
import { type AttachmentInfo, attachmentsSchema } from './attachment';
import { bodySchema, bodyTextSchema, neverNull, onlyOneBody } from './body';
import { type Component, componentsSchema } from './component';
import { emailSchema } from './emailAddress';
import { MailtargetError } from './errors';
import { instantSchema } from './instant';
import type { Finding } from './lint';
import { listQuerySchema } from './page';
import { NOBODY, type Recipients, recipientsChangesSchema, recipientsSchema } from './recipients';
import { type SubstitutionData, substitutionDataSchema } from './substitutionData';
import { headerText, storableText } from './validate';

/** In the order of the lifecycle (docs/architecture.md). */
export const CAMPAIGN_STATUSES = [
  'draft',
  'scheduled',
  'cancelled',
  'sending',
  'paused',
  'sent',
  'reported',
] as const;
export const campaignStatusSchema = z.enum(CAMPAIGN_STATUSES);
export type CampaignStatus = z.infer<typeof campaignStatusSchema>;
/** Launched, and not at their end. */
export const UNFINISHED: readonly CampaignStatus[] = ['sending', 'paused'];
/** What a campaign that somebody stopped, and each delivery that it skipped, give as their reason. */
export const STOPPED = 'The campaign was stopped.';

/**
 * Campaign parameters that are added to every http(s) link, as `utm_source` and so on. Each takes variables; what a
 * link already has stays.
 */
export const utmSchema = z.strictObject({
  source: storableText(200).optional(),
  medium: storableText(200).optional(),
  campaign: storableText(200).optional(),
  term: storableText(200).optional(),
  content: storableText(200).optional(),
});
export type Utm = z.output<typeof utmSchema>;

/** What is counted of its messages, once there is a public URL. */
export const trackingSchema = z.strictObject({
  opens: z.boolean().default(true),
  clicks: z.boolean().default(true),
});
export type CampaignTracking = z.output<typeof trackingSchema>;

/** What a campaign's body may be given as. */
const BODIES = ['body', 'components', 'templateId'] as const;

const campaignFields = z.strictObject({
  subject: headerText(900).refine((subject) => subject.trim().length > 0, 'A campaign needs a subject.'),
  previewText: headerText(900).optional(),
  senderName: headerText(200).optional(),
  senderEmail: emailSchema.optional(),
  replyTo: emailSchema.optional(),
  body: bodySchema.optional(),
  components: componentsSchema.optional(),
  templateId: z.string(neverNull).optional(),
  /** Absent, the text is derived from the body, or is the template's. */
  bodyText: bodyTextSchema.optional(),
  /** Values for variables that a contact has no field for. */
  substitutionData: substitutionDataSchema.optional(),
  attachments: attachmentsSchema.optional(),
  utm: utmSchema.optional(),
  tracking: trackingSchema.optional(),
  categoryId: z.string(neverNull).optional(),
  recipients: recipientsSchema.default(NOBODY),
});

/** Subject, preview text, body and text take variables. The sender falls back to the default sender. */
export const campaignInputSchema = campaignFields.superRefine(onlyOneBody('A campaign', BODIES));
export type CampaignInput = z.input<typeof campaignInputSchema>;

/**
 * What is absent stays as it is, in the recipients too; null empties an optional field. A body, components and a
 * template each replace the others, and the text that went with them.
 */
export const campaignChangesSchema = campaignFields
  .extend({
    previewText: campaignFields.shape.previewText.nullable(),
    replyTo: campaignFields.shape.replyTo.nullable(),
    bodyText: campaignFields.shape.bodyText.nullable(),
    substitutionData: campaignFields.shape.substitutionData.nullable(),
    attachments: campaignFields.shape.attachments.nullable(),
    utm: campaignFields.shape.utm.nullable(),
    categoryId: campaignFields.shape.categoryId.nullable(),
    recipients: recipientsChangesSchema,
  })
  .partial()
  .superRefine(onlyOneBody('A campaign', BODIES, 'or none'));
export type CampaignChanges = z.input<typeof campaignChangesSchema>;

/** `substitutionData` is for this send: it is on top of the contact's fields. */
export const sendInputSchema = z.strictObject({ substitutionData: substitutionDataSchema.optional() });
export type SendInput = z.input<typeof sendInputSchema>;

export const scheduleInputSchema = z.strictObject({
  ...sendInputSchema.shape,
  scheduledAt: instantSchema,
});
export type ScheduleInput = z.input<typeof scheduleInputSchema>;

export interface Campaign {
  id: string;
  status: CampaignStatus;
  /** Why the campaign is where it is, when that needs words; for example that the relay does not answer. */
  statusReason: string | null;
  subject: string;
  previewText: string | null;
  senderName: string;
  senderEmail: string;
  replyTo: string | null;
  /** HTML; of components, what they rendered to. Null while a template supplies it: the launch puts it here. */
  body: string | null;
  components: Component[] | null;
  templateId: string | null;
  bodyText: string | null;
  substitutionData: SubstitutionData | null;
  /** What the send, or the schedule, brought along. */
  sendData: SubstitutionData | null;
  attachments: AttachmentInfo[];
  utm: Utm | null;
  tracking: CampaignTracking;
  categoryId: string | null;
  /** What lint found to look at, last when the campaign was written or launched. */
  warnings: Finding[];
  recipients: Recipients;
  scheduledAt: string | null;
  launchedAt: string | null;
  sentAt: string | null;
  createdAt: string;
  updatedAt: string;
}

/** A transport that may carry a campaign, as far as the process that is asked knows it. */
export interface TransportState {
  transportId: string;
  /** Why nothing of the campaign goes through it at the moment; null where it does, or will when there is something. */
  reason: string | null;
  /** When it is tried again. */
  restsUntil: string | null;
}

/** Always `audience = sent + bounced + failed + skipped + remaining`. Before the launch every number is 0. */
export interface CampaignProgress {
  campaignId: string;
  status: CampaignStatus;
  statusReason: string | null;
  audience: number;
  sent: number;
  bounced: number;
  failed: number;
  skipped: number;
  remaining: number;
  /** Share of the audience that is done, 0 to 1. */
  done: number;
  /** Over the last minute. */
  messagesPerSecond: number;
  /** Null where nothing left within the last minute, or nothing remains. */
  expectedFinishAt: string | null;
  /** Those that may carry it, while it is being sent or paused. */
  transports: TransportState[];
}

export const campaignListQuerySchema = listQuerySchema.extend({
  status: campaignStatusSchema.optional(),
  categoryId: z.string().optional(),
});
export type CampaignListQuery = z.input<typeof campaignListQuerySchema>;

export const campaignNotFound = (id: string): MailtargetError =>
  new MailtargetError(
    'CAMPAIGN_NOT_FOUND',
    `There is no campaign "${String(id).slice(0, 100)}". Choose one from the list of campaigns.`,
    { field: 'campaignId' },
  );
