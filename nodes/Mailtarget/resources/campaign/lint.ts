import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { campaignLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';
import { showFindings } from '../../hints';

export const description: INodeProperties[] = [campaignLocator];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { campaigns }: EmailMarketing,
): Promise<object> {
  const { errors, warnings } = await campaigns.lint(readId(this, 'campaignId', item));
  showFindings(this, [...errors, ...warnings]);
  return { errors, warnings };
}
