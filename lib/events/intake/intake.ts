import {
  type Clock,
  type IngestResult,
  type MailIngestInput,
  MailtargetError,
  mailIngestInputSchema,
  type ProviderIngestInput,
  providerIngestInputSchema,
  type ProviderName,
  toId,
  validate,
} from '../../model';
import type { Settings } from '../../settings';
import { type Store, transact } from '../../store';
import { recordHappenings } from '../log/recordHappenings';
import { readMailReport } from '../mail';
import { providerOf } from '../providers';
import { fetchText } from './fetchText';
import { findDelivery, type FoundDelivery } from './findDelivery';
import { keyOf, type Report, reportsOfMail, reportsOfProvider, toHappening } from './report';

export interface IntakeDependencies {
  store: Store;
  clock: Clock;
  settings: Settings;
}

/** Takes up what a mail to the bounce mailbox reports. One that reports nothing is no error. */
export async function ingestMail(deps: IntakeDependencies, input: MailIngestInput): Promise<IngestResult> {
  const { raw } = validate(mailIngestInputSchema, input, 'mail');
  const mail = Buffer.from(raw, 'base64');
  refuseOther(mail);
  const report = readMailReport(mail);
  if (report.kind === 'none') return { events: [], ignored: report.why };
  return ingest(deps, reportsOfMail(report, deps.clock.now()));
}

/** JSON, a number, base64 in one run, or a file of bytes. */
const NO_MAIL = /^\s*(?:[{[]|\d+\s*$|[A-Za-z0-9+/]{60})|\0/;

/** What comes by mistake would be taken for what a person wrote. */
function refuseOther(mail: Buffer): void {
  if (!NO_MAIL.test(mail.toString('latin1', 0, 1000))) return;
  throw new MailtargetError(
    'INVALID_INPUT',
    'This is no mail, but data of another kind. Hand over the whole mail as it came, headers first.',
    { field: 'raw' },
  );
}

/**
 * Takes up what a provider's webhook reports, and confirms a subscription of Amazon SNS.
 * @throws MailtargetError WEBHOOK_SIGNATURE_INVALID, WEBHOOK_STALE, INVALID_INPUT
 */
export async function ingestProvider(
  deps: IntakeDependencies,
  input: ProviderIngestInput,
): Promise<IngestResult> {
  const { secret, headers, body } = validate(providerIngestInputSchema, input, 'webhook');
  const provider = providerOf<ProviderName>(secret.provider);
  const request = { headers: withLowerCaseNames(headers), rawBody: Buffer.from(body, 'base64') };
  const now = deps.clock.now();
  const result = await provider.read(request, secret, now, fetchText);
  if ('confirm' in result) {
    await fetchText(result.confirm);
    return { events: [], ignored: null };
  }
  return ingest(deps, reportsOfProvider(result.events));
}

const withLowerCaseNames = (headers: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

async function ingest(
  { store, clock, settings }: IntakeDependencies,
  reports: readonly Report[],
): Promise<IngestResult> {
  const identity = await settings.forMessages();
  const matched: { report: Report; found: FoundDelivery | undefined }[] = [];
  for (const report of reports) {
    matched.push({ report, found: await findDelivery(store.db, identity, report) });
  }
  const happenings = matched.flatMap(({ report, found }) => (found ? [toHappening(report, found)] : []));
  const recorded = await transact(store.db, (tx) =>
    recordHappenings(tx, store.dialect, happenings, clock.now()),
  );
  const isNew = new Set(recorded.map(({ campaign, key }) => `${campaign} ${key}`));
  return {
    ignored: null,
    events: matched.map(({ report, found }) => ({
      type: report.type,
      outcome: !found
        ? 'unmatched'
        : isNew.delete(`${found.campaign} ${keyOf(report, found)}`)
          ? 'recorded'
          : 'known',
      email: found?.email ?? report.recipient,
      campaignId: found ? toId(found.campaign) : null,
      contactId: found ? toId(found.contact) : null,
      reason: report.reason,
      bounceType: report.bounceType,
    })),
  };
}
