import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { categoryLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';

export const description: INodeProperties[] = [categoryLocator];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { categories }: EmailMarketing,
): Promise<object> {
  await categories.delete(readId(this, 'categoryId', item));
  return { deleted: true };
}
