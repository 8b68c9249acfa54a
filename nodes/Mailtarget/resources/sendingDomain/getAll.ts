import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { limitParameters, readLimit } from '../../parameters/limit';

export const description: INodeProperties[] = limitParameters;

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { settings }: EmailMarketing,
): Promise<object[]> {
  const domains = await settings.listSendingDomains();
  return domains.slice(0, readLimit(this, item));
}
