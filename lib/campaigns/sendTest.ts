import { refusedAddresses } from '../audience';
import { attachmentsOf, supplied } from '../content';
import { type Relay, sendTests } from '../delivery';
import {
  type Clock,
  MailtargetError,
  type TestInput,
  type TestResult,
  testInputSchema,
  validate,
} from '../model';
import type { Settings } from '../settings';
import type { CampaignRow, Store } from '../store';
import { sampleVariables } from './previewCampaign';

/** @throws MailtargetError CONTACT_NOT_FOUND, ADDRESS_SUPPRESSED, and as `sendTests` does */
export async function sendTest(
  store: Store,
  clock: Clock,
  settings: Settings,
  relay: Relay,
  campaign: CampaignRow,
  input: TestInput,
): Promise<TestResult> {
  const { to, ...sample } = validate(testInputSchema, input, 'test');
  await refuseSuppressed(store, to);
  const { row } = await supplied(store.db, campaign);
  const variables = await sampleVariables(store, clock, row, sample);
  const attachments = await attachmentsOf(store.db, row.id);
  const run = { campaign: row, attachments, variables, to };
  return sendTests(run, relay, await settings.forMessages(), clock);
}

async function refuseSuppressed({ db }: Store, to: readonly string[]): Promise<void> {
  const refused = await refusedAddresses(db, to);
  if (refused.length === 0) return;
  throw new MailtargetError(
    'ADDRESS_SUPPRESSED',
    `${refused.join(', ')} must not be mailed: suppressed, unsubscribed or bounced for good. Send the test to other addresses.`,
    { field: 'to' },
  );
}
