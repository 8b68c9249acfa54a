import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { bulkFilters, readBulkFilter } from '../../parameters/contactFilter';
import { labelLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';

export const description: INodeProperties[] = [labelLocator, ...bulkFilters];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  mailtarget: EmailMarketing,
): Promise<object> {
  const filter = await readBulkFilter(this, item, mailtarget);
  return await mailtarget.labels.removeFrom(readId(this, 'labelId', item), filter);
}
