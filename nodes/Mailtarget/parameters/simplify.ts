import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { BasicReport, Campaign, Contact, MailtargetEvent } from '../../../lib/model';

export const simplifyParameter: INodeProperties = {
  displayName: 'Simplify',
  name: 'simplify',
  type: 'boolean',
  default: true,
  description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** The campaign as the node puts it out: without its content and housekeeping, when Simplify is on. */
export function campaignOutput(context: IExecuteFunctions, item: number, campaign: Campaign): object {
  if (!context.getNodeParameter('simplify', item)) return campaign;
  const { id, status, statusReason, subject, senderName, senderEmail, recipients, categoryId } = campaign;
  const { scheduledAt, launchedAt, sentAt, warnings } = campaign;
  return {
    id,
    status,
    statusReason,
    subject,
    senderName,
    senderEmail,
    recipients,
    categoryId,
    scheduledAt,
    launchedAt,
    sentAt,
    warnings,
  };
}

export function reportOutput(context: IExecuteFunctions, item: number, report: BasicReport): object {
  if (!context.getNodeParameter('simplify', item)) return report;
  const { campaignId, status, statusReason, audience, sent, bounced, failed, skipped, remaining } = report;
  const { sentRate, bounceRate } = report;
  return {
    campaignId,
    status,
    statusReason,
    audience,
    sent,
    bounced,
    failed,
    skipped,
    remaining,
    sentRate,
    bounceRate,
  };
}

/** Without activity and housekeeping, when Simplify is on. */
export function contactOutput(context: IExecuteFunctions, item: number, contact: Contact): object {
  if (!context.getNodeParameter('simplify', item)) return contact;
  const { id, email, name, status, suppressed, source, subscribedAt, funnelStatus, labels, fields } = contact;
  return { id, email, name, status, suppressed, source, subscribedAt, funnelStatus, labels, fields };
}

/** Without what identifies a visitor, and the position in the log, when Simplify is on. */
export function eventOutput(context: IExecuteFunctions, item: number, event: MailtargetEvent): object {
  if (!context.getNodeParameter('simplify', item)) return event;
  const { campaignId, type, contactId, email, reason, bounceType, url, machine, timestamp } = event;
  return { campaignId, type, contactId, email, reason, bounceType, url, machine, timestamp };
}
