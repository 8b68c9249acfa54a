import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ContactFields, ContactStatus, EmailMarketing } from '../../../../lib/model';
import { type ListValue, readText, toList } from '../../parameters/read';
import { contactStatus } from './status';

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
  {
    displayName: 'Additional Fields',
    name: 'additionalFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    description: 'What is not added here stays as it is',
    options: [
      {
        displayName: 'Custom Fields',
        name: 'fields',
        type: 'fixedCollection',
        typeOptions: { multipleValues: true },
        placeholder: 'Add Custom Field',
        default: {},
        description: 'Values that a campaign can use as variables. Other custom fields of the contact stay.',
        options: [
          {
            displayName: 'Custom Field',
            name: 'field',
            values: [
              {
                displayName: 'Tag',
                name: 'tag',
                type: 'string',
                default: '',
                placeholder: 'e.g. first_name',
                description: 'Name of the field: a lower-case word, as templates write it in {{first_name}}',
              },
              {
                displayName: 'Value',
                name: 'value',
                type: 'string',
                default: '',
                description: 'Text of the field. An expression that yields null removes the field.',
              },
            ],
          },
        ],
      },
      {
        displayName: 'Labels',
        name: 'labels',
        type: 'string',
        default: '',
        placeholder: 'e.g. Customers, Newsletter',
        description: 'Names of labels to add, separated by commas. Labels that do not exist are created.',
      },
      {
        displayName: 'Name',
        name: 'name',
        type: 'string',
        default: '',
        placeholder: 'e.g. Nathan Smith',
        description: 'Full name of the contact',
      },
      contactStatus,
    ],
  },
];

interface AdditionalFields {
  name?: string;
  status?: ContactStatus;
  labels?: ListValue;
  fields?: { field?: Array<{ tag: string; value: ContactFields[string] }> };
}

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { contacts }: EmailMarketing,
): Promise<object> {
  const { name, status, labels, fields } = this.getNodeParameter(
    'additionalFields',
    item,
  ) as AdditionalFields;
  return await contacts.upsert({
    email: readText(this, 'email', item),
    name,
    status,
    labels: toList(labels),
    fields: Object.fromEntries((fields?.field ?? []).map(({ tag, value }) => [tag, value])),
  });
}
