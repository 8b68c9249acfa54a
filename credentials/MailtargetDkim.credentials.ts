import type { ICredentialType, INodeProperties } from 'n8n-workflow';

/** The key that messages from a domain are signed with. */
// eslint-disable-next-line @n8n/community-nodes/credential-test-required -- nobody to ask: the engine checks the key when a domain is saved
export class MailtargetDkim implements ICredentialType {
  name = 'mailtargetDkim';

  displayName = 'Mailtarget DKIM Key';

  documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-mailtarget';

  icon = {
    light: 'file:../nodes/Mailtarget/mailtarget.svg',
    dark: 'file:../nodes/Mailtarget/mailtarget.dark.svg',
  } as const;

  properties: INodeProperties[] = [
    {
      displayName: 'Selector',
      name: 'selector',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. n8n',
      description: 'The public key is a TXT record in the DNS, at selector._domainkey.domain',
    },
    {
      displayName: 'Private Key',
      name: 'privateKey',
      type: 'string',
      typeOptions: { password: true, rows: 4 },
      default: '',
      required: true,
      placeholder: '-----BEGIN PRIVATE KEY-----',
      description:
        'As PEM, without a passphrase. RSA of 2048 bits is what every receiver verifies; Ed25519 works too.',
    },
  ];
}
