import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { readText } from '../../parameters/read';
import { email } from './fields';

export const description: INodeProperties[] = [email];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { suppressions }: EmailMarketing,
): Promise<object> {
  await suppressions.remove(readText(this, 'email', item));
  return { deleted: true };
}
