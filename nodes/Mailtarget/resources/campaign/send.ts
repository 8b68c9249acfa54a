import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import {
  type Campaign,
  type EmailMarketing,
  MailtargetError,
  sleepUntil,
  STOPPED,
  systemClock,
} from '../../../../lib/model';
import { campaignLocator } from '../../parameters/locators';
import { readId } from '../../parameters/read';
import { campaignOutput, reportOutput, simplifyParameter } from '../../parameters/simplify';
import { readData, sendOptions } from '../../parameters/substitutionData';
import { showFindings, showHint } from '../../hints';

const POLL_INTERVAL = 1000;
/** A relay that is back within seconds is no news. */
const TROUBLE_PATIENCE = 10_000;

export const description: INodeProperties[] = [
  campaignLocator,
  {
    displayName: 'Wait Until Sent',
    name: 'waitUntilSent',
    type: 'boolean',
    default: false,
    description:
      'Whether to wait until the last message has left, and to return the report with the campaign',
  },
  {
    displayName: 'Maximum Wait (Minutes)',
    name: 'maxWait',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 60,
    displayOptions: { show: { waitUntilSent: [true] } },
    description:
      'The workflow goes on after this time even if the campaign is still sending. The campaign itself is not stopped.',
  },
  sendOptions,
  simplifyParameter,
];

export async function execute(
  this: IExecuteFunctions,
  item: number,
  mailtarget: EmailMarketing,
): Promise<object> {
  const id = readId(this, 'campaignId', item);
  const substitutionData = readData(this, 'options.substitutionData', item);
  const launched = await mailtarget.campaigns.send(id, { substitutionData });
  showFindings(this, launched.warnings);
  if (!this.getNodeParameter('waitUntilSent', item)) return campaignOutput(this, item, launched);

  const deadline = systemClock.now() + (this.getNodeParameter('maxWait', item) as number) * 60_000;
  const campaign = await waitWhileSending(mailtarget, launched, deadline, this.getExecutionCancelSignal());
  if (campaign.status === 'paused') showHint(this, pausedHint(id), 'warning');
  const report = await mailtarget.reports.basic(id);
  return { ...campaignOutput(this, item, campaign), ...reportOutput(this, item, report) };
}

const pausedHint = (id: string): string =>
  `Campaign ${id} was paused before everybody had it, so the workflow goes on. Resume it to send the rest.`;

/**
 * Until the campaign is sent or somebody pauses it, the deadline is reached, or somebody stops the execution.
 * @throws MailtargetError CAMPAIGN_WAITING when nothing leaves, for a reason that somebody has to mend; at once when the engine
 *         paused it
 */
async function waitWhileSending(
  { campaigns }: EmailMarketing,
  launched: Campaign,
  deadline: number,
  cancelled?: AbortSignal,
): Promise<Campaign> {
  let campaign = launched;
  let troubledSince: number | undefined;
  while (campaign.status === 'sending' && systemClock.now() < deadline && !cancelled?.aborted) {
    await sleepUntil(systemClock, Math.min(systemClock.now() + POLL_INTERVAL, deadline), cancelled);
    campaign = await campaigns.get(campaign.id);
    troubledSince = isTroubled(campaign) ? (troubledSince ?? systemClock.now()) : undefined;
    if (troubledSince !== undefined && systemClock.now() - troubledSince > TROUBLE_PATIENCE) {
      throw waits(campaign, 'was launched and now waits');
    }
  }
  if (campaign.status === 'paused' && campaign.statusReason !== null) throw waits(campaign, 'was paused');
  return campaign;
}

/** One that somebody stopped is about to end. */
const isTroubled = ({ statusReason }: Campaign): boolean => statusReason !== null && statusReason !== STOPPED;

const waits = ({ id, statusReason }: Campaign, what: string): MailtargetError =>
  new MailtargetError('CAMPAIGN_WAITING', `Campaign ${id} ${what}: ${statusReason}`, {
    field: 'campaignId',
  });
