import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { toLabelIds } from '../../ids';
import { contactLocator } from '../../parameters/locators';
import { readId, readList } from '../../parameters/read';

export const description: INodeProperties[] = [
  contactLocator,
  {
    displayName: 'Topic Names or IDs',
    name: 'labelIds',
    type: 'multiOptions',
    typeOptions: { loadOptionsMethod: 'getTopics' },
    default: [],
    hint: 'Public labels that the contact wants; it loses the other public ones',
    description:
      'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
  },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  mailtarget: EmailMarketing,
): Promise<object[]> {
  const labelIds = await toLabelIds(mailtarget, readList(this, 'labelIds', item));
  return await mailtarget.consent.chooseTopics(readId(this, 'contactId', item), labelIds);
}
