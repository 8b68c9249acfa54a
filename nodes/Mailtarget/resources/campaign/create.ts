import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { toLabelIds, toSegmentIds } from '../../ids';
import { attachments, readAttachments } from '../../parameters/attachments';
import { campaignBody, readBody } from '../../parameters/body';
import * as content from '../../parameters/content';
import { campaignCategory } from '../../parameters/category';
import { readId, readList, readText } from '../../parameters/read';
import {
  allContacts,
  excludeLabels,
  excludeSegments,
  includeLabels,
  includeSegments,
} from '../../parameters/recipients';
import { campaignOutput, simplifyParameter } from '../../parameters/simplify';
import { readData, substitutionData } from '../../parameters/substitutionData';
import { readTemplate } from '../../parameters/template';
import { readTracking, tracking } from '../../parameters/tracking';
import { readUtm, utm } from '../../parameters/utm';
import { showFindings } from '../../hints';

const DEFAULT_SENDER = 'Leave empty for the default sender of the credential';

export const description: INodeProperties[] = [
  { ...content.subject, required: true },
  { ...content.senderName, hint: DEFAULT_SENDER },
  { ...content.senderEmail, hint: DEFAULT_SENDER },
  ...campaignBody,
  allContacts,
  { ...includeLabels, displayOptions: { show: { allContacts: [false] } } },
  { ...includeSegments, displayOptions: { show: { allContacts: [false] } } },
  excludeLabels,
  excludeSegments,
  {
    displayName: 'Additional Fields',
    name: 'additionalFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    options: [
      attachments,
      campaignCategory,
      content.bodyText,
      content.previewText,
      content.replyTo,
      substitutionData,
      tracking,
      utm,
    ],
  },
  simplifyParameter,
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  mailtarget: EmailMarketing,
): Promise<object> {
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
    tracking: readTracking(this, 'additionalFields.tracking', item),
    utm: readUtm(this, 'additionalFields.utm', item),
    categoryId: readId(this, 'additionalFields.categoryId', item) || undefined,
    recipients: {
      all: this.getNodeParameter('allContacts', item) as boolean,
      labelIds: await toLabelIds(mailtarget, readList(this, 'labelIds', item)),
      segmentIds: await toSegmentIds(mailtarget, readList(this, 'segmentIds', item)),
      excludeLabelIds: await toLabelIds(mailtarget, readList(this, 'excludeLabelIds', item)),
      excludeSegmentIds: await toSegmentIds(mailtarget, readList(this, 'excludeSegmentIds', item)),
    },
  });
  showFindings(this, campaign.warnings);
  return campaignOutput(this, item, campaign);
}
