import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { addedFields } from '../../parameters/added';
import { components, readComponents } from '../../parameters/components';
import { body, bodyText } from '../../parameters/content';
import { templateLocator } from '../../parameters/locators';
import { readId, readList, readText } from '../../parameters/read';
import { readTemplate } from '../../parameters/template';
import { requiredVariables, templateName } from './fields';

export const description: INodeProperties[] = [
  templateLocator,
  {
    displayName: 'Update Fields',
    name: 'updateFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    description: 'What is not added here stays as it is',
    options: [body, components, templateName, bodyText, requiredVariables],
  },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { templates }: EmailMarketing,
): Promise<object> {
  const { given, emptied } = addedFields(this, item);
  return await templates.update(readId(this, 'templateId', item), {
    name: given('name', readText),
    body: given('body', readTemplate),
    components: given('components', readComponents),
    bodyText: emptied('bodyText', readTemplate),
    requiredVariables: given('requiredVariables', readList),
  });
}
