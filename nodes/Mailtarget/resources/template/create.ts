import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { readBody, templateBody } from '../../parameters/body';
import { bodyText } from '../../parameters/content';
import { readList, readText } from '../../parameters/read';
import { readTemplate } from '../../parameters/template';
import { requiredVariables, templateName } from './fields';

export const description: INodeProperties[] = [
  { ...templateName, required: true },
  ...templateBody,
  {
    displayName: 'Additional Fields',
    name: 'additionalFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    options: [bodyText, requiredVariables],
  },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { templates }: EmailMarketing,
): Promise<object> {
  return await templates.create({
    name: readText(this, 'name', item),
    ...readBody(this, item),
    bodyText: readTemplate(this, 'additionalFields.bodyText', item) || undefined,
    requiredVariables: readList(this, 'additionalFields.requiredVariables', item),
  });
}
