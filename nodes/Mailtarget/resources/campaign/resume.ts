import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { campaignLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';
import { campaignOutput, simplifyParameter } from '../../parameters/simplify';

export const description: INodeProperties[] = [campaignLocator, simplifyParameter];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { campaigns }: EmailMarketing,
): Promise<object> {
  return campaignOutput(this, item, await campaigns.resume(readId(this, 'campaignId', item)));
}
