import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { categoryLocator } from '../../parameters/locators';
import { readId, readText } from '../../parameters/read';
import { categoryName } from './fields';

export const description: INodeProperties[] = [categoryLocator, categoryName];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { categories }: EmailMarketing,
): Promise<object> {
  return await categories.update(readId(this, 'categoryId', item), { name: readText(this, 'name', item) });
}
