import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import * as campaign from './campaign';
import * as contact from './contact';
import type { Operation } from './operation';
import * as report from './report';
import * as template from './template';

const OPERATIONS: Record<string, Record<string, Operation>> = {
  campaign: campaign.operations,
  contact: contact.operations,
  report: report.operations,
  template: template.operations,
};

export const resourceProperties: INodeProperties[] = [
  {
    displayName: 'Resource',
    name: 'resource',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Campaign', value: 'campaign' },
      { name: 'Contact', value: 'contact' },
      { name: 'Report', value: 'report' },
      { name: 'Template', value: 'template' },
    ],
    default: 'campaign',
  },
  ...campaign.description,
  ...contact.description,
  ...report.description,
  ...template.description,
];

/** The operation that the node is set to; n8n offers no others. */
export function operationOf(context: IExecuteFunctions, item: number): Operation {
  const resource = context.getNodeParameter('resource', item);
  const operation = context.getNodeParameter('operation', item);
  return OPERATIONS[resource]![operation]!;
}
