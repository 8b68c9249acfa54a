import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { CampaignTracking } from '../../../lib/model';

export const tracking: INodeProperties = {
  displayName: 'Tracking',
  name: 'tracking',
  type: 'multiOptions',
  options: [
    { name: 'Clicks', value: 'clicks' },
    { name: 'Opens', value: 'opens' },
  ],
  default: ['clicks', 'opens'],
  description:
    'What is counted of the messages, where the credential has a public URL. Nothing when none is chosen. Without this field, both.',
};

/** @returns undefined where the field was not added */
export function readTracking(
  context: IExecuteFunctions,
  path: string,
  item: number,
): CampaignTracking | undefined {
  const chosen = context.getNodeParameter(path, item, null) as string[] | null;
  return chosen ? { opens: chosen.includes('opens'), clicks: chosen.includes('clicks') } : undefined;
}
