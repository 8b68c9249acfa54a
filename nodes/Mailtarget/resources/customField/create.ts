import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing, FieldType } from '../../../../lib/model';
import { readText } from '../../parameters/read';

export const description: INodeProperties[] = [
  {
    displayName: 'Tag',
    name: 'tag',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. first_name',
    description:
      'Name of the field as templates write it in {{first_name}}: a lower-case word that stays as it is',
  },
  {
    displayName: 'Type',
    name: 'type',
    type: 'options',
    options: [
      { name: 'Boolean', value: 'boolean', description: 'True or false' },
      { name: 'Date', value: 'date', description: 'A day, the same in every time zone' },
      { name: 'Number', value: 'number' },
      { name: 'Text', value: 'text' },
    ],
    default: 'text',
    description: 'What values the field takes; it cannot be changed later',
  },
  {
    displayName: 'Name',
    name: 'name',
    type: 'string',
    default: '',
    placeholder: 'e.g. First name',
    description: 'What people see. Without one, the tag made readable.',
  },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { fields }: EmailMarketing,
): Promise<object> {
  return await fields.create({
    tag: readText(this, 'tag', item),
    type: this.getNodeParameter('type', item) as FieldType,
    name: readText(this, 'name', item) || undefined,
  });
}
