import { z } from 'zod/v4';
import { emailSchema } from './emailAddress';
import { MailtargetError } from './errors';
import { listQuerySchema } from './page';
import { type Recipients, recipientsChangesSchema, recipientsSchema } from './recipients';
import { headerText, storableText } from './validate';

/** In the order of the lifecycle (docs/architecture.md). */
export const CAMPAIGN_STATUSES = ['draft', 'scheduled', 'cancelled', 'sending', 'sent'] as const;
export const campaignStatusSchema = z.enum(CAMPAIGN_STATUSES);
export type CampaignStatus = z.infer<typeof campaignStatusSchema>;

/** A megabyte of HTML: ten times what Gmail shows before it clips a message. */
const MAX_BODY = 1_000_000;

/** Subject, preview text, body and text take Handlebars variables. The sender falls back to the default sender. */
export const campaignInputSchema = z.strictObject({
  subject: headerText(900).refine((subject) => subject.trim().length > 0, 'A campaign needs a subject.'),
  previewText: headerText(900).optional(),
  senderName: headerText(200).optional(),
  senderEmail: emailSchema.optional(),
  replyTo: emailSchema.optional(),
  body: storableText(MAX_BODY, 'The HTML is over a megabyte.').refine(
    (body) => body.trim().length > 0,
    'A campaign needs a body.',
  ),
  bodyText: storableText(MAX_BODY, 'The text is over a megabyte.').optional(),
  recipients: recipientsSchema.default({ all: false, labelIds: [], excludeLabelIds: [] }),
});
export type CampaignInput = z.input<typeof campaignInputSchema>;

/** What is absent stays as it is, in the recipients too; null empties an optional field. */
export const campaignChangesSchema = campaignInputSchema
  .extend({
    previewText: campaignInputSchema.shape.previewText.nullable(),
    replyTo: campaignInputSchema.shape.replyTo.nullable(),
    bodyText: campaignInputSchema.shape.bodyText.nullable(),
    recipients: recipientsChangesSchema,
  })
  .partial();
export type CampaignChanges = z.input<typeof campaignChangesSchema>;

const TIME_NEEDED = 'Give the time with its offset, for example 2026-12-01T09:00:00+07:00.';

/** An instant with its offset, e.g. `2026-12-01T09:00:00+07:00`. Without an offset it would be anyone's guess. */
export const scheduleInputSchema = z.strictObject({
  scheduledAt: z.iso
    .datetime({ offset: true, error: TIME_NEEDED })
    // The form allows an offset of 24 hours, which is no time.
    .refine((text) => !Number.isNaN(Date.parse(text)), TIME_NEEDED),
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
  body: string;
  bodyText: string | null;
  recipients: Recipients;
  scheduledAt: string | null;
  launchedAt: string | null;
  sentAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export const campaignListQuerySchema = listQuerySchema.extend({ status: campaignStatusSchema.optional() });
export type CampaignListQuery = z.input<typeof campaignListQuerySchema>;

export const campaignNotFound = (id: string): MailtargetError =>
  new MailtargetError(
    'CAMPAIGN_NOT_FOUND',
    `There is no campaign "${String(id).slice(0, 100)}". Choose one from the list of campaigns.`,
    { field: 'campaignId' },
  );
