import type { KeyObject } from 'node:crypto';
import { refusedAddresses } from '../audience';
import { attachmentsOf, supplied } from '../content';
import { type Fleet, handOverEach, identityOf, testComposerOf } from '../delivery';
import { type Clock, MailtargetError, type TestResult, testInputSchema, validate } from '../model';
import type { Settings } from '../settings';
import { type Db, findCampaign, type Store } from '../store';
import { sampleVariables } from './sampleVariables';

interface Tester {
  store: Store;
  clock: Clock;
  settings: Settings;
  fleet: Fleet;
}

/**
 * Sends a campaign to people who look at it before anybody else does.
 * @throws MailtargetError CAMPAIGN_NOT_FOUND, CONTACT_NOT_FOUND, ADDRESS_SUPPRESSED, TEMPLATE_INVALID, and as
 *         `handOverEach` does
 */
export async function sendTest(
  { store, clock, settings, fleet }: Tester,
  id: string,
  input: unknown,
): Promise<TestResult> {
  const { to, ...sample } = validate(testInputSchema, input, 'test');
  const { row } = await supplied(store.db, await findCampaign(store.db, id));
  const identity = await identityOf(settings, row.sender_email);
  await refuseSuppressed(store.db, identity.settings.deliveryKey, to);
  const variables = await sampleVariables(store.db, row, sample);
  const attachments = await attachmentsOf(store.db, row.id);
  const compose = testComposerOf(row, attachments, variables, identity);
  return handOverEach(fleet, clock, row.sender_email, to, compose);
}

async function refuseSuppressed(db: Db, erasureKey: KeyObject, to: readonly string[]): Promise<void> {
  const refused = await refusedAddresses(db, erasureKey, to);
  if (refused.length === 0) return;
  throw new MailtargetError(
    'ADDRESS_SUPPRESSED',
    `${refused.join(', ')} must not be mailed: suppressed, erased, or a contact who is unsubscribed, pending or bounced for good. Send the test to other addresses.`,
    { field: 'to' },
  );
}
