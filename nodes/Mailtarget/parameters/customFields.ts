import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ContactFields, EmailMarketing } from '../../../lib/model';
import { customFields } from '../fields';

export const customFieldValues: INodeProperties = {
  displayName: 'Custom Fields',
  name: 'fields',
  type: 'resourceMapper',
  noDataExpression: true,
  default: { mappingMode: 'defineBelow', value: null },
  description:
    'What is left empty stays as it is; an expression that yields null removes the value. Fields are made with Custom Field > Create.',
  typeOptions: {
    resourceMapper: {
      resourceMapperMethod: 'getCustomFields',
      mode: 'add',
      fieldWords: { singular: 'field', plural: 'fields' },
      valuesLabel: 'Custom Fields',
      // A field of true or false that is shown has a value, false: only what was added shall change.
      addAllFields: false,
      multiKeyMatch: false,
      supportAutoMap: true,
    },
  },
};

/** The values by tag: those that are filled in, or the properties of the input item that are fields. */
export async function readCustomFields(
  context: IExecuteFunctions,
  item: number,
  mailtarget: EmailMarketing,
): Promise<ContactFields> {
  if (context.getNodeParameter('fields.mappingMode', item, 'defineBelow') === 'autoMapInputData') {
    const { json } = context.getInputData()[item]!;
    const known = (await customFields(mailtarget)).map(({ tag }) => tag);
    return valuesOf(
      json,
      known.filter((tag) => json[tag] !== undefined),
    );
  }
  const raw = (context.getNodeParameter('fields.value', item, {}, { rawExpressions: true }) ?? {}) as object;
  const values = (context.getNodeParameter('fields.value', item, {}) ?? {}) as object;
  const filledIn = Object.entries(raw).filter(([, value]) => value !== null && value !== '');
  return valuesOf(
    values,
    filledIn.map(([tag]) => tag),
  );
}

/** n8n makes a DateTime of a date, which is an ISO text in JSON. */
const valuesOf = (values: object, tags: string[]): ContactFields => {
  const plain = JSON.parse(JSON.stringify(values)) as ContactFields;
  return Object.fromEntries(tags.map((tag) => [tag, plain[tag] ?? null]));
};
