import type { FieldType as N8nType, ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';
import type { FieldType } from '../../../lib/model';
import { engineOf } from '../engine';
import { customFields } from '../fields';

const N8N_TYPES: Record<FieldType, N8nType> = {
  text: 'string',
  number: 'number',
  date: 'dateTime',
  boolean: 'boolean',
};

/** The custom fields as n8n's mapper shows them: none is required, and none finds a contact. */
export async function getCustomFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
  const fields = await customFields(await engineOf(this));
  return {
    fields: fields.map(({ tag, name, type }) => ({
      id: tag,
      displayName: name,
      type: N8N_TYPES[type],
      required: false,
      defaultMatch: false,
      canBeUsedToMatch: false,
      display: true,
    })),
    emptyFieldsNotice:
      'There are no custom fields yet. Create one with Custom Field > Create, or import a CSV file that has it as a column.',
  };
}
