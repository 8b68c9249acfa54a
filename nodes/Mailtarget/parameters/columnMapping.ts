import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ImportOptions } from '../../../lib/model';

/** Beside the tags of fields, which have no capitals. */
export const LEAVE_OUT = 'LEAVE_OUT';

export const columnMapping: INodeProperties = {
  displayName: 'Column Mapping',
  name: 'mapping',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true, sortable: true },
  placeholder: 'Add Column',
  default: {},
  description:
    'What columns are that have another heading than the field. All others go by their heading, "First Name" as first_name.',
  options: [
    {
      displayName: 'Column',
      name: 'column',
      values: [
        {
          displayName: 'Heading',
          name: 'heading',
          type: 'string',
          default: '',
          placeholder: 'e.g. E-mail Address',
          description: 'What the first row of the file calls the column',
        },
        {
          displayName: 'Field Name or ID',
          name: 'field',
          type: 'options',
          typeOptions: { loadOptionsMethod: 'getImportColumns' },
          default: 'email',
          description:
            'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
        },
      ],
    },
  ],
};

export function readMapping(
  context: IExecuteFunctions,
  path: string,
  item: number,
): ImportOptions['mapping'] {
  const { column = [] } = context.getNodeParameter(path, item, {}) as {
    column?: { heading: string; field: string }[];
  };
  return Object.fromEntries(
    column.map(({ heading, field }) => [heading, field === LEAVE_OUT ? null : field]),
  );
}
