import type { IWebhookFunctions } from 'n8n-workflow';
import type { HeldEngine } from '../../lib/host';
import { systemClock } from '../../lib/model';
import { holdEngineOf } from '../Mailtarget/engine';

/** A credential that was changed is noticed after so long. */
const READ_AGAIN_MS = 60_000;

const known = new Map<string, { engine: HeldEngine; readAt: number }>();

/**
 * The engine of a process that only answers webhooks. Its credential, which takes n8n longer to read than all the rest of an answer, is
 * read once a minute.
 * @param node whose credential it is
 */
export async function engineOfProcess(context: IWebhookFunctions, node: string): Promise<HeldEngine> {
  const last = known.get(node);
  if (last && systemClock.now() - last.readAt < READ_AGAIN_MS) return last.engine;
  const engine = await holdEngineOf(context, 'guest');
  // No host runs in such a process, so it stays open until that exits.
  await engine.release();
  known.set(node, { engine, readAt: systemClock.now() });
  return engine;
}
