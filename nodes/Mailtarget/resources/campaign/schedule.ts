import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { campaignLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';
import { campaignOutput, simplifyParameter } from '../../parameters/simplify';
import { readData, sendOptions } from '../../parameters/substitutionData';
import { withOffset } from '../../parameters/time';
import { showFindings } from '../../hints';

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
