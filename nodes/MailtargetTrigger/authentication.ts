import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { MailtargetError, providerSecretSchema, type SecretOf, validate } from '../../lib/model';
import {
  CREDENTIAL,
  type ProviderWebhookCredential,
  secretOf,
} from '../Mailtarget/resources/event/providerSecret';

export type Authentication = SecretOf<'mailtarget'>['authentication'];

/**
 * How Mailtarget's cloud shows that it is the one who calls, as the credential says.
 * @throws MailtargetError INVALID_INPUT
 */
export async function authenticationOfCloud(
  context: IHookFunctions | IWebhookFunctions,
): Promise<Authentication> {
  const credential = await context.getCredentials<ProviderWebhookCredential>(CREDENTIAL);
  if (credential.provider !== 'mailtarget') {
    throw new MailtargetError(
      'INVALID_INPUT',
      'This credential is for the webhooks of another provider: choose Mailtarget as its provider. What other providers send is read by the Mailtarget node, with Event: Ingest Provider Webhook.',
      { field: 'secret.provider' },
    );
  }
  const secret = validate(providerSecretSchema, secretOf(credential), 'secret') as SecretOf<'mailtarget'>;
  return secret.authentication;
}
