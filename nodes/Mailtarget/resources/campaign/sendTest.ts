import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { campaignLocator } from '../../parameters/locators';
import { readId, readList } from '../../parameters/read';
import { readSample, sampleParameters } from '../../parameters/sample';

export const description: INodeProperties[] = [
  campaignLocator,
  {
    displayName: 'To',
    name: 'to',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. me@example.com, desk@example.com',
    description: 'Addresses that get the test, separated by commas. They need not be contacts.',
  },
  ...sampleParameters,
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { campaigns }: EmailMarketing,
): Promise<object> {
  return await campaigns.sendTest(readId(this, 'campaignId', item), {
    ...readSample(this, item),
    to: readList(this, 'to', item),
  });
}
