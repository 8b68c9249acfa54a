import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { checkMailtarget, MAX_WEBHOOK } from '../../lib/events/providers';
import { type ErrorCode, MailtargetError, systemClock } from '../../lib/model';
import { type Authentication, authenticationOfCloud } from './authentication';
import { SAMPLE_ID } from './cloudSample';
import { headersOf, rawBodyOf, responseOf } from './http';
import { type Choice, readChoice } from './parameters';
import { type ReadEvent, readEvents } from './readEvents';
import type { Kept } from './registration';
import { keyOf, type StoredSeen } from './seen';
import { takeInTurn } from './turns';

/** What n8n keeps for the node. */
type StaticData = Kept & { seen?: StoredSeen };

interface Setup {
  choice: Choice;
  authentication: Authentication;
}

/** Starts the workflow with what a webhook tells, if it is genuine and new. Nothing is thrown: n8n would record a failed execution. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const kept = context.getWorkflowStaticData('node') as StaticData;
  let setup: Setup;
  try {
    const choice = readChoice(context);
    setup = { choice, authentication: await authenticationOf(context, choice, kept) };
  } catch (error) {
    log(context, error);
    return refuse(context, 503, 'INTERNAL', 'This webhook is not set up yet: the log of n8n says why.');
  }
  const rawBody = rawBodyOf(context);
  if (rawBody.length > MAX_WEBHOOK) {
    return refuse(context, 413, 'INVALID_INPUT', `The webhook is larger than ${MAX_WEBHOOK / 1e6} MB.`);
  }
  try {
    return await start(context, kept, read(context, rawBody, setup));
  } catch (error) {
    if (error instanceof MailtargetError) return refuse(context, error.status, error.code, error.message);
    log(context, error);
    return refuse(context, 500, 'INTERNAL', 'The webhook could not be taken: the log of n8n says why.');
  }
}

function log(context: IWebhookFunctions, error: unknown): void {
  context.logger.error(`${context.getNode().name}: ${(error as Error).message}`);
}

async function authenticationOf(
  context: IWebhookFunctions,
  { source }: Choice,
  { secret }: Kept,
): Promise<Authentication> {
  const isBySecret = source === 'engine' || isOwnSample(context);
  if (!isBySecret) return authenticationOfCloud(context);
  if (secret !== undefined) return { scheme: 'standard', secret };
  throw new MailtargetError('WEBHOOK_NOT_FOUND', 'The engine was not told of this webhook.');
}

const isOwnSample = (context: IWebhookFunctions): boolean =>
  context.getMode() === 'manual' && headersOf(context)['webhook-id'] === SAMPLE_ID;

/** @throws MailtargetError WEBHOOK_SIGNATURE_INVALID, WEBHOOK_STALE, INVALID_INPUT */
function read(context: IWebhookFunctions, rawBody: Buffer, { choice, authentication }: Setup): ReadEvent[] {
  const now = systemClock.now();
  checkMailtarget({ headers: headersOf(context), rawBody }, authentication, now);
  const isWanted = ({ event }: ReadEvent) =>
    choice.events.includes(event.event) &&
    // A sample is of no campaign of theirs.
    (event.test || choice.campaignId === null || choice.campaignId === event.campaignId);
  return readEvents(rawBody, choice.source, now).filter(isWanted);
}

async function start(
  context: IWebhookFunctions,
  kept: StaticData,
  events: readonly ReadEvent[],
): Promise<IWebhookResponseData> {
  const isTriedOut = context.getMode() === 'manual' || events.some(({ event }) => event.test);
  if (isTriedOut || events.length === 0) return answer(events);
  const node = `${context.getWorkflow().id}:${context.getNode().id}`;
  const byKey = new Map(events.map((event) => [keyOf(event.id), event]));
  const now = systemClock.now();
  const { fresh, seen } = await takeInTurn(node, [...byKey.keys()], kept.seen, responseOf(context), now);
  return answer(
    [...fresh].map((key) => byKey.get(key)!),
    () => {
      kept.seen = seen;
    },
  );
}

/**
 * @param remember called when n8n has started the execution and is about to answer and to save what it keeps: what is kept before that is
 * lost, because starting an execution makes n8n forget that there is something to save (n8n 2.40: WorkflowRunner)
 */
function answer(events: readonly ReadEvent[], remember = () => {}): IWebhookResponseData {
  const received = { received: events.length };
  if (events.length === 0) return { webhookResponse: received };
  return {
    workflowData: [events.map(({ event }) => ({ json: event }))],
    get webhookResponse() {
      remember();
      return received;
    },
  };
}

function refuse(
  context: IWebhookFunctions,
  status: number,
  error: ErrorCode,
  message: string,
): IWebhookResponseData {
  const response = responseOf(context);
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ error, message }));
  return { noWebhookResponse: true };
}
