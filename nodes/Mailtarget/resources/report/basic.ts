import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { campaignLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';
import { reportOutput, simplifyParameter } from '../../parameters/simplify';

export const description: INodeProperties[] = [campaignLocator, simplifyParameter];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { reports }: EmailMarketing,
): Promise<object> {
  return reportOutput(this, item, await reports.basic(readId(this, 'campaignId', item)));
}
