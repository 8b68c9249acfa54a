import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { filters, filtersJson, readFilters, readFiltersJson } from '../../parameters/filters';
import { readText } from '../../parameters/read';
import { segmentName } from './fields';

export const description: INodeProperties[] = [
  { ...segmentName, required: true },
  {
    displayName: 'Define Filters',
    name: 'defineFilters',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Using Fields Below', value: 'fields' },
      { name: 'Using JSON', value: 'json', description: 'For expressions, and for groups in groups' },
    ],
    default: 'fields',
    description: 'How the filters are given',
  },
  { ...filters, displayOptions: { show: { defineFilters: ['fields'] } } },
  { ...filtersJson, displayOptions: { show: { defineFilters: ['json'] } } },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  mailtarget: EmailMarketing,
): Promise<object> {
  const asJson = this.getNodeParameter('defineFilters', item) === 'json';
  return await mailtarget.segments.create({
    name: readText(this, 'name', item),
    filters: asJson
      ? readFiltersJson(this, 'filtersJson', item)
      : await readFilters(this, 'filters', item, mailtarget),
  });
}
