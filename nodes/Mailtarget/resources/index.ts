import type { IExecuteFunctions, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import * as campaign from './campaign';
import * as category from './category';
import * as consent from './consent';
import * as contact from './contact';
import * as customField from './customField';
import * as event from './event';
import * as label from './label';
import type { Operation } from './operation';
import * as report from './report';
import * as segment from './segment';
import * as sendingDomain from './sendingDomain';
import * as suppression from './suppression';
import * as template from './template';
import * as transport from './transport';
import * as webhook from './webhook';

const OPERATIONS: Record<string, Record<string, Operation>> = {
  campaign: campaign.operations,
  category: category.operations,
  consent: consent.operations,
  contact: contact.operations,
  customField: customField.operations,
  event: event.operations,
  label: label.operations,
  report: report.operations,
  segment: segment.operations,
  sendingDomain: sendingDomain.operations,
  suppression: suppression.operations,
  template: template.operations,
  transport: transport.operations,
  webhook: webhook.operations,
};

export const resourceProperties: INodeProperties[] = [
  {
    displayName: 'Resource',
    name: 'resource',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Campaign', value: 'campaign' },
      { name: 'Category', value: 'category' },
      { name: 'Consent', value: 'consent' },
      { name: 'Contact', value: 'contact' },
      { name: 'Custom Field', value: 'customField' },
      { name: 'Event', value: 'event' },
      { name: 'Label', value: 'label' },
      { name: 'Report', value: 'report' },
      { name: 'Segment', value: 'segment' },
      { name: 'Sending Domain', value: 'sendingDomain' },
      { name: 'Suppression', value: 'suppression' },
      { name: 'Template', value: 'template' },
      { name: 'Transport', value: 'transport' },
      { name: 'Webhook', value: 'webhook' },
    ],
    default: 'campaign',
  },
  ...campaign.description,
  ...category.description,
  ...consent.description,
  ...contact.description,
  ...customField.description,
  ...event.description,
  ...label.description,
  ...report.description,
  ...segment.description,
  ...sendingDomain.description,
  ...suppression.description,
  ...template.description,
  ...transport.description,
  ...webhook.description,
];

/** What some operations need beside the engine. */
export const resourceCredentials: INodeCredentialDescription[] = [
  ...event.credentials,
  ...sendingDomain.credentials,
  ...transport.credentials,
];

/** The operation that the node is set to; n8n offers no others. */
export function operationOf(context: IExecuteFunctions, item: number): Operation {
  const resource = context.getNodeParameter('resource', item);
  const operation = context.getNodeParameter('operation', item);
  return OPERATIONS[resource]![operation]!;
}
