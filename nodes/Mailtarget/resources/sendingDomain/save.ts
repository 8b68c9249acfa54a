import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { readText } from '../../parameters/read';
import { readDkim, sign } from './dkim';

export const description: INodeProperties[] = [
  {
    displayName: 'Domain',
    name: 'domain',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. example.com',
    description:
      'What stands behind the @ of senders; those in domains below it are meant too. What was saved for it before is replaced.',
  },
  sign,
  {
    displayName: 'Return Path Domain',
    name: 'returnPathDomain',
    type: 'string',
    default: '',
    placeholder: 'e.g. bounces.example.com',
    description:
      'A domain whose mail comes to a mailbox of yours. Bounces go to signed addresses in it, and find their message. Leave empty to have them come to the sender.',
  },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { settings }: EmailMarketing,
): Promise<object> {
  return await settings.setSendingDomain({
    domain: readText(this, 'domain', item).trim(),
    dkim: await readDkim(this, item),
    returnPathDomain: readText(this, 'returnPathDomain', item).trim() || null,
  });
}
