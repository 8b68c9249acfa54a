import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

export const limitParameters: INodeProperties[] = [
  {
    displayName: 'Return All',
    name: 'returnAll',
    type: 'boolean',
    default: false,
    description: 'Whether to return all results or only up to a given limit',
  },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 50,
    displayOptions: { show: { returnAll: [false] } },
    description: 'Max number of results to return',
  },
];

/** How many results to return; Infinity for all of them. */
export function readLimit(context: IExecuteFunctions, item: number): number {
  if (context.getNodeParameter('returnAll', item)) return Infinity;
  return context.getNodeParameter('limit', item);
}
