import type {
  ICredentialsDecrypted,
  ICredentialTestFunctions,
  INodeCredentialTestResult,
} from 'n8n-workflow';
import { openEngine } from '../../../lib/host';
import {
  emailSchema,
  publicUrlSchema,
  senderSchema,
  trackingPortSchema,
  validate,
  webhookNetworksSchema,
} from '../../../lib/model';
import { inWordsOfCredential } from '../formNames';
import { toList } from '../parameters/read';
import { type EngineCredential, relayOptions, senderOptions, storeOptions } from '../engine';

/**
 * Looks at the addresses, opens the database, then connects to the relay and logs in. The engine is opened without the relay and the sender
 * of the credential, so that a wrong one under test never replaces what running campaigns use.
 */
export async function testEngine(
  this: ICredentialTestFunctions,
  { data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
  const credential = data as unknown as EngineCredential;
  let step = 'Default sender';
  try {
    validate(senderSchema.nullish(), senderOptions(credential), 'defaultSender');
    step = 'Unsubscribe email';
    validate(emailSchema.nullish(), credential.unsubscribeEmail || null, 'unsubscribeEmail');
    step = 'Public URL';
    validate(publicUrlSchema.nullish(), credential.publicUrl || null, 'publicUrl');
    refuseTestUrl(credential);
    step = 'Tracking port';
    validate(trackingPortSchema.nullish(), Number(credential.trackingPort ?? 0) || null, 'trackingPort');
    refuseHalfTracking(credential);
    step = 'Private webhook networks';
    validate(
      webhookNetworksSchema,
      toList(credential.privateWebhookNetworks ?? ''),
      'privateWebhookNetworks',
    );
    step = 'Database';
    const mailtarget = await openEngine(storeOptions(credential));
    step = 'SMTP relay';
    await mailtarget.settings.checkTransport(relayOptions(credential));
    return { status: 'OK', message: 'The database opens and the SMTP relay accepts the login.' };
  } catch (error) {
    const { message } = error as Error;
    return { status: 'Error', message: inWordsOfCredential(message) ?? `${step}: ${message}` };
  }
}

/** The one that a Mailtarget Tracking Trigger shows first. */
function refuseTestUrl({ publicUrl }: EngineCredential): void {
  if (publicUrl?.includes('/webhook-test/')) {
    throw new Error('This is a test URL, at which nobody answers later: copy the production URL.');
  }
}

/** Nobody would come. Without a port, the Mailtarget Tracking Trigger may answer at the public URL. */
function refuseHalfTracking({ publicUrl, trackingPort }: EngineCredential): void {
  if (!publicUrl && Number(trackingPort)) {
    throw new Error('Enter the public URL that leads to this port, or set the port to 0.');
  }
}
