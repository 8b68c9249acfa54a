import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { listUpTo } from '../../listUpTo';
import { limitParameters, readLimit } from '../../parameters/limit';
import { readSearch, searchFilter } from '../../parameters/search';

export const description: INodeProperties[] = [
  ...limitParameters,
  searchFilter('crm.example.com', 'Text that the URL or the description contains'),
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { webhooks }: EmailMarketing,
): Promise<object[]> {
  const search = readSearch(this, item);
  return await listUpTo(readLimit(this, item), (page) => webhooks.list({ ...page, search }));
}
