import { resolve } from 'node:path';
import {
  type EmailMarketing,
  type EngineOptions,
  engineOptionsSchema,
  MailtargetError,
  validate,
} from '../model';
import { EngineThread } from './engineThread';
import { proxyOf } from './proxy';

interface OpenEngine {
  thread: EngineThread;
  api: EmailMarketing;
  encryptionKey: string | undefined;
  /** The relay and sender last written, as text. */
  applied: string;
}

/** One engine per store in this process, however many ask for it. */
const engines = new Map<string, Promise<OpenEngine>>();

/**
 * The engine on this store, in its thread; started when it does not run yet. A relay or default sender that differs
 * from the last one given is written to the settings.
 * @throws MailtargetError what startEngine throws
 */
export async function openEngine(options: EngineOptions): Promise<EmailMarketing> {
  const valid = validate(engineOptionsSchema, options, 'options');
  const store = valid.database.type === 'sqlite' ? resolve(valid.database.folder) : valid.database.url;
  let opening = engines.get(store);
  if (!opening) {
    opening = open(valid);
    engines.set(store, opening);
    opening.catch(() => engines.delete(store));
  }
  const engine = await opening;
  if (engine.encryptionKey !== valid.encryptionKey) {
    throw new MailtargetError(
      'ENCRYPTION_KEY_WRONG',
      'Another credential uses this database with another encryption key. Enter the same key in both.',
    );
  }
  await apply(engine, valid);
  return engine.api;
}

/** Stops every engine of this process, each after what it has on the wire. */
export async function closeEngines(): Promise<void> {
  const open = [...engines.values()];
  engines.clear();
  await Promise.all(open.map(async (engine) => (await engine).thread.close()));
}

async function open(options: EngineOptions): Promise<OpenEngine> {
  const thread = new EngineThread(options);
  try {
    await thread.ready();
  } catch (error) {
    await thread.close();
    throw error;
  }
  return {
    thread,
    api: proxyOf(thread),
    encryptionKey: options.encryptionKey,
    applied: fingerprint(options),
  };
}

async function apply(engine: OpenEngine, options: EngineOptions): Promise<void> {
  const wanted = fingerprint(options);
  if (wanted === engine.applied) return;
  engine.applied = wanted;
  const { relay, defaultSender } = options;
  if (relay) await engine.api.settings.setTransport({ ...relay, id: 'default' });
  if (defaultSender) await engine.api.settings.update({ defaultSender });
}

const fingerprint = ({ relay, defaultSender }: EngineOptions): string =>
  JSON.stringify([relay, defaultSender]);
