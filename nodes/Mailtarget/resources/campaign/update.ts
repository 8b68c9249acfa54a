import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { toLabelIds, toSegmentIds } from '../../ids';
import { addedFields, readValue } from '../../parameters/added';
import { attachments, readAttachments } from '../../parameters/attachments';
import { campaignCategory } from '../../parameters/category';
import { components, readComponents } from '../../parameters/components';
import * as content from '../../parameters/content';
import { campaignLocator, optional, templateLocator } from '../../parameters/locators';
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

export const description: INodeProperties[] = [
  campaignLocator,
  {
    displayName: 'Update Fields',
    name: 'updateFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    description:
      'What is not added here stays as it is. A body, components and a template replace each other: add one of them.',
    options: [
      attachments,
      content.body,
      campaignCategory,
      components,
      excludeLabels,
      excludeSegments,
      includeLabels,
      includeSegments,
      content.bodyText,
      content.previewText,
      content.replyTo,
      allContacts,
      content.senderEmail,
      content.senderName,
      content.subject,
      substitutionData,
      optional(templateLocator, 'A template that supplies the body'),
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
  const id = readId(this, 'campaignId', item);
  const { given, emptied } = addedFields(this, item);
  const ids = async (name: string, toIds: typeof toLabelIds) => {
    const idsOrNames = given(name, readList);
    return idsOrNames && (await toIds(mailtarget, idsOrNames));
  };
  const campaign = await mailtarget.campaigns.update(id, {
    subject: given('subject', readTemplate),
    senderName: given('senderName', readText),
    senderEmail: given('senderEmail', readText),
    body: given('body', readTemplate),
    components: given('components', readComponents),
    templateId: given('templateId', readId),
    bodyText: emptied('bodyText', readTemplate),
    previewText: emptied('previewText', readTemplate),
    replyTo: emptied('replyTo', readText),
    substitutionData: emptied('substitutionData', readData),
    attachments: await given('attachments', readAttachments),
    tracking: given('tracking', readTracking),
    utm: emptied('utm', readUtm),
    categoryId: emptied('categoryId', readId),
    recipients: {
      all: given('allContacts', readValue) as boolean | undefined,
      labelIds: await ids('labelIds', toLabelIds),
      segmentIds: await ids('segmentIds', toSegmentIds),
      excludeLabelIds: await ids('excludeLabelIds', toLabelIds),
      excludeSegmentIds: await ids('excludeSegmentIds', toSegmentIds),
    },
  });
  showFindings(this, campaign.warnings);
  return campaignOutput(this, item, campaign);
}
