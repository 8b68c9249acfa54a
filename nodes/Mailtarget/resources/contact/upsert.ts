import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ContactStatus, EmailMarketing, FunnelStatus } from '../../../../lib/model';
import { contactStatus, FUNNEL_STATUSES, labelNames } from '../../parameters/contact';
import { customFieldValues, readCustomFields } from '../../parameters/customFields';
import { readList, readText } from '../../parameters/read';
import { contactOutput, simplifyParameter } from '../../parameters/simplify';
import { withOffset } from '../../parameters/time';

export const description: INodeProperties[] = [
  {
    displayName: 'Email',
    name: 'email',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. name@example.com',
    description:
      'Address that names the contact. A contact that has it is updated, otherwise one is created.',
  },
  customFieldValues,
  {
    displayName: 'Additional Fields',
    name: 'additionalFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    description: 'What is not added here stays as it is; what is added and left empty is emptied',
    options: [
      {
        displayName: 'Funnel Status',
        name: 'funnelStatus',
        type: 'options',
        options: [{ name: '[None]', value: '' }, ...FUNNEL_STATUSES],
        default: '',
        description: 'How close the contact is',
      },
      labelNames,
      {
        displayName: 'Name',
        name: 'name',
        type: 'string',
        default: '',
        placeholder: 'e.g. Nathan Smith',
        description: 'Full name of the contact',
      },
      {
        displayName: 'Source',
        name: 'source',
        type: 'string',
        default: '',
        placeholder: 'e.g. Checkout form',
        description: 'Where the contact comes from',
      },
      {
        ...contactStatus,
        description:
          'Of a new contact. One that exists can only leave this way; Consent > Confirm or Resubscribe makes it active.',
      },
      {
        displayName: 'Subscribed At',
        name: 'subscribedAt',
        type: 'dateTime',
        default: '',
        description:
          'Since when the contact is active, where that was before they were added. A time without an offset is taken in the timezone of the workflow.',
      },
      {
        displayName: 'Time Zone',
        name: 'timeZone',
        type: 'string',
        default: '',
        placeholder: 'e.g. Asia/Jakarta',
        description: 'Name of the time zone that the contact lives in',
      },
    ],
  },
  simplifyParameter,
];

interface AdditionalFields {
  funnelStatus?: FunnelStatus | '';
  status?: ContactStatus;
  subscribedAt?: unknown;
}

export async function execute(
  this: IExecuteFunctions,
  item: number,
  mailtarget: EmailMarketing,
): Promise<object> {
  const added = this.getNodeParameter('additionalFields', item) as AdditionalFields;
  const text = (name: string) =>
    name in added ? readText(this, `additionalFields.${name}`, item) || null : undefined;
  const contact = await mailtarget.contacts.upsert({
    email: readText(this, 'email', item),
    name: text('name'),
    status: added.status,
    source: text('source'),
    subscribedAt: added.subscribedAt
      ? withOffset(added.subscribedAt, this.getTimezone())
      : text('subscribedAt'),
    funnelStatus: text('funnelStatus') as FunnelStatus | null | undefined,
    timeZone: text('timeZone'),
    fields: await readCustomFields(this, item, mailtarget),
    labels: readList(this, 'additionalFields.labels', item),
  });
  return contactOutput(this, item, contact);
}
