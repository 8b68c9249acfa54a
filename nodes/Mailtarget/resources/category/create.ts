import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { readText } from '../../parameters/read';
import { categoryName } from './fields';

export const description: INodeProperties[] = [categoryName];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { categories }: EmailMarketing,
): Promise<object> {
  return await categories.create({ name: readText(this, 'name', item) });
}
