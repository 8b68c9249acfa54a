import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { toLabelIds } from '../../labels';
import * as content from '../../parameters/content';
import { type ListValue, readText, toList } from '../../parameters/read';
import { allContacts, excludeLabels, includeLabels } from '../../parameters/recipients';
import { campaignOutput, simplifyParameter } from '../../parameters/simplify';
import { readTemplate } from '../../parameters/template';

const DEFAULT_SENDER = 'Leave empty for the default sender of the credential';

export const description: INodeProperties[] = [
  { ...content.subject, required: true },
  { ...content.senderName, hint: DEFAULT_SENDER },
  { ...content.senderEmail, hint: DEFAULT_SENDER },
  { ...content.body, required: true },
  allContacts,
  { ...includeLabels, displayOptions: { show: { allContacts: [false] } } },
  excludeLabels,
  {
    displayName: 'Additional Fields',
    name: 'additionalFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    options: [content.bodyText, content.previewText, content.replyTo],
  },
  simplifyParameter,
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  mailtarget: EmailMarketing,
): Promise<object> {
  const labelIds = (name: string) =>
    toLabelIds(mailtarget, toList(this.getNodeParameter(name, item, []) as ListValue));
  const campaign = await mailtarget.campaigns.create({
    subject: readTemplate(this, 'subject', item),
    senderName: readText(this, 'senderName', item) || undefined,
    senderEmail: readText(this, 'senderEmail', item) || undefined,
    replyTo: readText(this, 'additionalFields.replyTo', item) || undefined,
    previewText: readTemplate(this, 'additionalFields.previewText', item) || undefined,
    body: readTemplate(this, 'body', item),
    bodyText: readTemplate(this, 'additionalFields.bodyText', item) || undefined,
    recipients: {
      all: this.getNodeParameter('allContacts', item) as boolean,
      labelIds: await labelIds('labelIds'),
      excludeLabelIds: await labelIds('excludeLabelIds'),
    },
  });
  return campaignOutput(this, item, campaign);
}
