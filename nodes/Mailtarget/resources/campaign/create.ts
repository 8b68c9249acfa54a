import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { toLabelIds } from '../../labels';
import { attachments, readAttachments } from '../../parameters/attachments';
import { campaignBody, readBody } from '../../parameters/body';
import * as content from '../../parameters/content';
import { readList, readText } from '../../parameters/read';
import { allContacts, excludeLabels, includeLabels } from '../../parameters/recipients';
import { campaignOutput, simplifyParameter } from '../../parameters/simplify';
import { readData, substitutionData } from '../../parameters/substitutionData';
import { readTemplate } from '../../parameters/template';
import { readUtm, utm } from '../../parameters/utm';
import { showFindings } from '../../warnings';

const DEFAULT_SENDER = 'Leave empty for the default sender of the credential';

export const description: INodeProperties[] = [
  { ...content.subject, required: true },
  { ...content.senderName, hint: DEFAULT_SENDER },
  { ...content.senderEmail, hint: DEFAULT_SENDER },
  ...campaignBody,
  allContacts,
  { ...includeLabels, displayOptions: { show: { allContacts: [false] } } },
  excludeLabels,
  {
    displayName: 'Additional Fields',
    name: 'additionalFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    options: [attachments, content.bodyText, content.previewText, content.replyTo, substitutionData, utm],
  },
  simplifyParameter,
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  mailtarget: EmailMarketing,
): Promise<object> {
  const labelIds = (name: string) => toLabelIds(mailtarget, readList(this, name, item));
  const campaign = await mailtarget.campaigns.create({
    subject: readTemplate(this, 'subject', item),
    senderName: readText(this, 'senderName', item) || undefined,
    senderEmail: readText(this, 'senderEmail', item) || undefined,
    replyTo: readText(this, 'additionalFields.replyTo', item) || undefined,
    previewText: readTemplate(this, 'additionalFields.previewText', item) || undefined,
    ...readBody(this, item),
    bodyText: readTemplate(this, 'additionalFields.bodyText', item) || undefined,
    substitutionData: readData(this, 'additionalFields.substitutionData', item),
    attachments: await readAttachments(this, 'additionalFields.attachments', item),
    utm: readUtm(this, 'additionalFields.utm', item),
    recipients: {
      all: this.getNodeParameter('allContacts', item) as boolean,
      labelIds: await labelIds('labelIds'),
      excludeLabelIds: await labelIds('excludeLabelIds'),
    },
  });
  showFindings(this, campaign.warnings);
  return campaignOutput(this, item, campaign);
}
