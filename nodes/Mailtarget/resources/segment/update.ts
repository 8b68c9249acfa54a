import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { addedFields } from '../../parameters/added';
import { filters, filtersJson, readFilters, readFiltersJson } from '../../parameters/filters';
import { segmentLocator } from '../../parameters/locators';
import { readId, readText } from '../../parameters/read';
import { segmentName } from './fields';

export const description: INodeProperties[] = [
  segmentLocator,
  {
    displayName: 'Update Fields',
    name: 'updateFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    description: 'What is not added here stays as it is. Filters replace all that the segment has.',
    options: [filters, filtersJson, segmentName],
  },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  mailtarget: EmailMarketing,
): Promise<object> {
  const { given } = addedFields(this, item);
  return await mailtarget.segments.update(readId(this, 'segmentId', item), {
    name: given('name', readText),
    filters:
      given('filtersJson', readFiltersJson) ??
      (await given('filters', (context, path) => readFilters(context, path, item, mailtarget))),
  });
}
