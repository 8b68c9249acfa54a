import type { IHookFunctions } from 'n8n-workflow';
import { engineOf } from '../Mailtarget/engine';
import { toNodeError } from '../Mailtarget/errors';
import { authenticationOfCloud } from './authentication';
import { cloudSample } from './cloudSample';
import { type Choice, PARAMETERS, readChoice } from './parameters';
import { type Kept, mend, register, secretOf, unregister } from './registration';
import { cancelSample, sendSample } from './samples';

/*
 * n8n calls these when the workflow is published and unpublished. When somebody listens for a test event it calls them for the test URL,
 * with static data of its own, so that neither touches the other's registration.
 */

export async function checkExists(this: IHookFunctions): Promise<boolean> {
  try {
    const choice = readChoice(this);
    // Of a test before that was cut short there may be one: `create` takes it over, and sends a sample.
    if (this.getMode() === 'manual') return false;
    if (choice.source === 'engine')
      return await mend(await engineOf(this), keptFor(this), wantedOf(this, choice));
    await authenticationOfCloud(this);
    return true;
  } catch (error) {
    throw toNodeError(this.getNode(), error, 0, PARAMETERS);
  }
}

export async function create(this: IHookFunctions): Promise<boolean> {
  try {
    const choice = readChoice(this);
    const send =
      choice.source === 'engine' ? await createAtEngine(this, choice) : await prepareCloud(this, choice);
    if (this.getMode() === 'manual' && choice.withSample) {
      sendSample(urlOf(this), send, (error) => warn(this, error));
    }
    return true;
  } catch (error) {
    throw toNodeError(this.getNode(), error, 0, PARAMETERS);
  }
}

/** What fails here must not keep n8n from removing its own part. A webhook that is left over is found again by its URL. */
async function remove(this: IHookFunctions): Promise<boolean> {
  cancelSample(urlOf(this));
  if (this.getNodeParameter('source') !== 'engine') return true;
  try {
    // Also without an id: where another node of the workflow fails, n8n has not stored it yet.
    await unregister(await engineOf(this), keptFor(this), urlOf(this));
    return true;
  } catch (error) {
    warn(this, error);
    return false;
  }
}
export { remove as delete };

/** @returns how to have a sample sent */
async function createAtEngine(context: IHookFunctions, choice: Choice): Promise<() => Promise<unknown>> {
  const engine = await engineOf(context);
  const kept = keptFor(context);
  await register(engine, kept, wantedOf(context, choice));
  return () => engine.webhooks.test(kept.webhookId!);
}

/** There the URL is entered by hand. @returns how to send a sample */
async function prepareCloud(context: IHookFunctions, { events }: Choice): Promise<() => Promise<unknown>> {
  await authenticationOfCloud(context);
  const [url, secret] = [urlOf(context), secretOf(keptFor(context))];
  return () =>
    context.helpers.httpRequest({ url, method: 'POST', ...cloudSample(events, secret, new Date()) });
}

const keptFor = (context: IHookFunctions): Kept => context.getWorkflowStaticData('node');

/** The test URL, where that is what is registered. */
const urlOf = (context: IHookFunctions): string => context.getNodeWebhookUrl('default')!;

const wantedOf = (context: IHookFunctions, { events, campaignId }: Choice) => ({
  events,
  campaignId,
  url: urlOf(context),
});

function warn(context: IHookFunctions, error: unknown): void {
  context.logger.warn(`${context.getNode().name}: ${(error as Error).message}`);
}
