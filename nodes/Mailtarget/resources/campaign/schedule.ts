import { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { campaignLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';
import { campaignOutput, simplifyParameter } from '../../parameters/simplify';
import { readData, sendOptions } from '../../parameters/substitutionData';
import { showFindings } from '../../warnings';

export const description: INodeProperties[] = [
  campaignLocator,
  {
    displayName: 'Send At',
    name: 'scheduledAt',
    type: 'dateTime',
    default: '',
    required: true,
    description:
      'When to send the campaign. A time without an offset is taken in the timezone of the workflow, which its settings name.',
  },
  sendOptions,
  simplifyParameter,
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { campaigns }: EmailMarketing,
): Promise<object> {
  const scheduledAt = withOffset(this.getNodeParameter('scheduledAt', item), this.getTimezone());
  const campaign = await campaigns.schedule(readId(this, 'campaignId', item), {
    scheduledAt,
    substitutionData: readData(this, 'options.substitutionData', item),
  });
  showFindings(this, campaign.warnings);
  return campaignOutput(this, item, campaign);
}

/**
 * The picker gives `2026-12-01T09:00:00`, an expression may give a DateTime, a Date or any text. What is no time is
 * passed on, for the engine to refuse.
 */
function withOffset(value: unknown, timezone: string): string {
  const text = value instanceof Date ? value.toISOString() : String(value);
  const time = DateTime.fromISO(text.replace(' ', 'T'), { zone: timezone, setZone: true });
  return time.toISO() ?? text;
}
