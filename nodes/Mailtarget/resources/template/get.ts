import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { templateLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';

export const description: INodeProperties[] = [templateLocator];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { templates }: EmailMarketing,
): Promise<object> {
  return await templates.get(readId(this, 'templateId', item));
}
