import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { closeEngines, openEngine } from '../../host';
import { importContacts } from './contacts';
import { createNewsletter } from './newsletter';
import { checkOutcome, summaryOf } from './outcome';
import { type Receiver, startReceiver } from './receiver';
import { reportTable } from './reportTable';
import { readSamples } from './samples';
import { writeSamplesPage } from './samplesPage';
import { sendWithProgress } from './sendWithProgress';
import { type Workspace, prepareWorkspace } from './workspace';

/** Slow enough to watch: the example takes some seconds. */
const MESSAGES_PER_SECOND = 125;

/**
 * The whole line on one machine: import, count, send, report, to an SMTP server that keeps what it receives.
 * @throws when anything is off, with a sentence that says what
 */
export async function quickstart(): Promise<void> {
  const workspace = await prepareWorkspace(process.cwd());
  const receiver = await startReceiver(workspace.messages);
  try {
    await runCampaign(workspace, receiver);
  } finally {
    await closeEngines();
    await receiver.close();
  }
}

async function runCampaign(workspace: Workspace, receiver: Receiver): Promise<void> {
  const engine = await openEngine({
    database: { type: 'sqlite', folder: workspace.data },
    relay: {
      host: receiver.host,
      port: receiver.port,
      tls: 'none',
      messagesPerSecond: MESSAGES_PER_SECOND,
    },
    defaultSender: { name: 'Lantern Street Coffee', email: 'letters@lanternstreet.example' },
  });
  const shown = (path: string) => relative(process.cwd(), path);

  const imported = await importContacts(engine, workspace);
  say(
    'Contacts',
    `${imported.contacts} from ${shown(workspace.contacts)}, ${imported.suppressed} addresses suppressed`,
  );
  for (const { line, reason } of imported.rejected) say('', `line ${line} was left out: ${reason}`);

  const campaign = await createNewsletter(engine, workspace);
  const { count: eligible } = await engine.campaigns.countRecipients(campaign.id);
  say('Campaign', campaign.subject);
  say(
    'Recipients',
    `${eligible}; the others unsubscribed, never confirmed, bounced before or are suppressed`,
  );

  const report = await sendWithProgress(engine, campaign.id);
  console.log(reportTable(report));

  const samples = await readSamples(engine, receiver.messages);
  await writeSamplesPage(workspace.page, samples, report.sent);
  say('Messages', `${receiver.messages.length} .eml files in ${shown(workspace.messages)}`);
  say('Page', `${pathToFileURL(workspace.page).href} shows ${samples.length} of them`);

  const outcome = { contacts: imported.contacts, eligible, report, received: receiver.messages.length };
  checkOutcome(outcome);
  console.log(`\n${summaryOf(outcome)}`);
}

function say(what: string, text: string): void {
  console.log(`${what.padEnd(12)}${text}`);
}
