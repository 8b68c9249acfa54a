import type { ProviderName, ProviderSecretInput, SecretOf } from '../../../../lib/model';
import { type ListValue, toList } from '../../parameters/read';

export const CREDENTIAL = 'mailtargetProviderWebhook';

type MailtargetAuthentication = SecretOf<'mailtarget'>['authentication'];

/** The fields of the credential. n8n leaves out those that do not go with the provider. */
export interface ProviderWebhookCredential {
  provider: ProviderName;
  topicArns?: ListValue;
  publicKey?: string;
  signingKey?: string;
  scheme?: MailtargetAuthentication['scheme'];
  secret?: string;
  header?: string;
  comparison?: Extract<MailtargetAuthentication, { scheme: 'header' }>['comparison'];
  user?: string;
  password?: string;
}

export function secretOf(credential: ProviderWebhookCredential): ProviderSecretInput {
  const { provider, user = '', password = '' } = credential;
  switch (provider) {
    case 'amazonSes':
      return { provider, topicArns: toList(credential.topicArns) };
    case 'sendgrid':
      return { provider, publicKey: credential.publicKey ?? '' };
    case 'mailgun':
      return { provider, signingKey: credential.signingKey ?? '' };
    case 'postmark':
      return { provider, user, password };
    case 'mailtarget':
      return { provider, authentication: authenticationOf(credential) };
  }
}

function authenticationOf(credential: ProviderWebhookCredential) {
  const { scheme = 'standard', secret = '', header = '', comparison, user = '', password = '' } = credential;
  switch (scheme) {
    case 'standard':
      return { scheme, secret };
    case 'header':
      return { scheme, header, comparison, secret };
    case 'basic':
      return { scheme, user, password };
  }
}
