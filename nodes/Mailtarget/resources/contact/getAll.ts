import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { listUpTo } from '../../listUpTo';
import { contactFilters, readContactFilter } from '../../parameters/contactFilter';
import { limitParameters, readLimit } from '../../parameters/limit';
import { contactOutput, simplifyParameter } from '../../parameters/simplify';

export const description: INodeProperties[] = [...limitParameters, contactFilters, simplifyParameter];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  mailtarget: EmailMarketing,
): Promise<object[]> {
  const filter = await readContactFilter(this, item, mailtarget);
  const found = await listUpTo(readLimit(this, item), (page) =>
    mailtarget.contacts.list({ ...page, ...filter }),
  );
  return found.map((contact) => contactOutput(this, item, contact));
}
