import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing, Suppression } from '../../../../lib/model';
import { readText } from '../../parameters/read';
import { email, reason } from './fields';

export const description: INodeProperties[] = [email, reason];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { suppressions }: EmailMarketing,
): Promise<object> {
  return await suppressions.add({
    email: readText(this, 'email', item),
    reason: this.getNodeParameter('reason', item) as Suppression['reason'],
  });
}
