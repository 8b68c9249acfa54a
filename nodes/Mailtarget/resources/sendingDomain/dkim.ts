import type { IExecuteFunctions, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import type { SendingDomainInput } from '../../../../lib/model';

export const CREDENTIAL = 'mailtargetDkim';

export const sign: INodeProperties = {
  displayName: 'Sign With DKIM',
  name: 'sign',
  type: 'boolean',
  noDataExpression: true,
  default: false,
  description: 'Whether messages from the domain are signed here. Leave it off where the relay signs.',
};

/** `hide`, for the reason that transports have. */
export const credential: INodeCredentialDescription = {
  name: CREDENTIAL,
  required: true,
  displayOptions: {
    show: { resource: ['sendingDomain'], operation: ['save'] },
    hide: { sign: [false] },
  },
};

export interface DkimCredential {
  selector: string;
  privateKey: string;
}

export async function readDkim(
  context: IExecuteFunctions,
  item: number,
): Promise<SendingDomainInput['dkim']> {
  if (!context.getNodeParameter('sign', item)) return null;
  const { selector, privateKey } = await context.getCredentials<DkimCredential>(CREDENTIAL, item);
  return { selector: selector.trim(), privateKey };
}
