import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { type EmailMarketing, MailtargetError } from '../../../../lib/model';
import { readJson } from '../../parameters/json';
import { readText } from '../../parameters/read';
import { CREDENTIAL, type ProviderWebhookCredential, secretOf } from './providerSecret';

export const description: INodeProperties[] = [
  {
    displayName: 'Headers',
    name: 'headers',
    type: 'json',
    default: '={{ $json.headers }}',
    required: true,
    description: 'The headers of the webhook as an object; some providers put their signature there',
  },
  {
    displayName: 'Input Binary Field',
    name: 'binaryPropertyName',
    type: 'string',
    default: 'data',
    required: true,
    placeholder: 'e.g. data',
    hint: 'The name of the input binary field that holds the body of the webhook',
    description:
      'The body as it came, because signatures are over its bytes. A Webhook node puts it there once its option Raw Body is on.',
  },
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { events }: EmailMarketing,
): Promise<object> {
  const credential = await this.getCredentials<ProviderWebhookCredential>(CREDENTIAL, item);
  const body = await readBody(this, item);
  return await events.ingestProvider({
    secret: secretOf(credential),
    headers: readHeaders(this, item),
    body: body.toString('base64'),
  });
}

async function readBody(context: IExecuteFunctions, item: number): Promise<Buffer> {
  const field = readText(context, 'binaryPropertyName', item);
  if (context.getInputData()[item]?.binary?.[field])
    return await context.helpers.getBinaryDataBuffer(item, field);
  throw new MailtargetError(
    'INVALID_INPUT',
    `The item has no binary field "${field}". Switch on the option Raw Body of the Webhook node, and name the field that it puts the body in.`,
    { field: 'binaryPropertyName' },
  );
}

/** What is sent twice comes as a list, and no provider signs with that. */
function readHeaders(context: IExecuteFunctions, item: number): Record<string, string> {
  const headers = readJson(context, 'headers', item, '{ "content-type": "application/json" }');
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) {
    throw new MailtargetError(
      'INVALID_INPUT',
      'Give the headers as an object. The item of a Webhook node has them in its field "headers".',
      { field: 'headers' },
    );
  }
  const entries = Object.entries(headers) as [string, unknown][];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
