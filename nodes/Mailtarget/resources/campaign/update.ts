import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { toLabelIds } from '../../labels';
import * as content from '../../parameters/content';
import { campaignLocator } from '../../parameters/locators';
import { type ListValue, readId, readText, toList } from '../../parameters/read';
import { allContacts, excludeLabels, includeLabels } from '../../parameters/recipients';
import { campaignOutput, simplifyParameter } from '../../parameters/simplify';
import { readTemplate } from '../../parameters/template';

export const description: INodeProperties[] = [
  campaignLocator,
  {
    displayName: 'Update Fields',
    name: 'updateFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    description: 'What is not added here stays as it is',
    options: [
      content.body,
      excludeLabels,
      includeLabels,
      content.bodyText,
      content.previewText,
      content.replyTo,
      allContacts,
      content.senderEmail,
      content.senderName,
      content.subject,
    ],
  },
  simplifyParameter,
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  mailtarget: EmailMarketing,
): Promise<object> {
  const id = readId(this, 'campaignId', item);
  const { template, text, value } = addedFields(this, item);
  const labelIds = async (name: string) => {
    const labels = value(name) as ListValue | undefined;
    return labels === undefined ? undefined : toLabelIds(mailtarget, toList(labels));
  };
  const campaign = await mailtarget.campaigns.update(id, {
    subject: template('subject'),
    senderName: text('senderName'),
    senderEmail: text('senderEmail'),
    body: template('body'),
    bodyText: emptied(template('bodyText')),
    previewText: emptied(template('previewText')),
    replyTo: emptied(text('replyTo')),
    recipients: {
      all: value('allContacts') as boolean | undefined,
      labelIds: await labelIds('labelIds'),
      excludeLabelIds: await labelIds('excludeLabelIds'),
    },
  });
  return campaignOutput(this, item, campaign);
}

/** Reads the update fields one by one, each undefined when it was not added. */
function addedFields(context: IExecuteFunctions, item: number) {
  const added = context.getNodeParameter('updateFields', item, {}, { rawExpressions: true }) as object;
  const path = (name: string) => `updateFields.${name}`;
  return {
    template: (name: string) => (name in added ? readTemplate(context, path(name), item) : undefined),
    text: (name: string) => (name in added ? readText(context, path(name), item) : undefined),
    value: (name: string): unknown =>
      name in added ? context.getNodeParameter(path(name), item) : undefined,
  };
}

const emptied = (text?: string): string | null | undefined => (text === '' ? null : text);
