import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing } from '../../../../lib/model';
import { campaignLocator } from '../../parameters/locators';
import { readId, readText } from '../../parameters/read';
import { readSample, sampleParameters } from '../../parameters/sample';
import { showFindings } from '../../hints';

export const description: INodeProperties[] = [
  campaignLocator,
  ...sampleParameters,
  {
    displayName: 'Put Output File in Field',
    name: 'binaryPropertyName',
    type: 'string',
    default: 'data',
    required: true,
    placeholder: 'e.g. data',
    hint: 'The name of the output binary field to put the file in',
    description: 'The message as an HTML file, to download or pass on',
  },
];

export const returnsItems = true;

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { campaigns }: EmailMarketing,
): Promise<INodeExecutionData> {
  const { html, subject, previewText, text, errors, warnings } = await campaigns.preview(
    readId(this, 'campaignId', item),
    readSample(this, item),
  );
  showFindings(this, [...errors, ...warnings]);
  const file = await this.helpers.prepareBinaryData(Buffer.from(html), fileNameOf(subject), 'text/html');
  return {
    json: { subject, previewText, html, text, errors, warnings } as object as INodeExecutionData['json'],
    binary: { [readText(this, 'binaryPropertyName', item)]: file },
  };
}

/** A subject may hold anything, also the name of another folder. */
function fileNameOf(subject: string): string {
  const words = subject.match(/[\p{L}\p{N}]+/gu)?.join('-') ?? '';
  return `${words.slice(0, 80) || 'preview'}.html`;
}
