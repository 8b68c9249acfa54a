import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { listUpTo } from '../../listUpTo';
import { limitParameters, readLimit } from '../../parameters/limit';
import { searchFilter, readSearch } from '../../parameters/search';

export const description: INodeProperties[] = [...limitParameters, searchFilter('newsletter')];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { labels }: EmailMarketing,
): Promise<object[]> {
  const search = readSearch(this, item);
  return await listUpTo(readLimit(this, item), (page) => labels.list({ ...page, search }));
}
