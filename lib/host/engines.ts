import { resolve } from 'node:path';
import {
  DEFAULT_TRANSPORT,
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
  encryptionKey: string;
  /** The relay and addresses that a credential gave last. */
  given: Pick<EngineOptions, 'relay' | 'defaultSender' | 'unsubscribeEmail'>;
  /** Settled when they are written. */
  applying: Promise<void>;
}

/** One engine per store in this process, however many ask for it. */
const engines = new Map<string, Promise<OpenEngine>>();

/**
 * The engine on this store, in its thread; started when it does not run yet. A relay, default sender or unsubscribe
 * email that differs from the last one given is written to the settings.
 * @throws MailtargetError what startEngine throws
 */
export async function openEngine(options: EngineOptions): Promise<EmailMarketing> {
  const valid = validate(engineOptionsSchema, options, 'options');
  const engine = await shared(valid);
  if (engine.encryptionKey !== (valid.encryptionKey ?? '')) {
    throw new MailtargetError(
      'ENCRYPTION_KEY_WRONG',
      'Another credential uses this database with another encryption key. Enter the same key in both.',
    );
  }
  // One after the other, so that nobody goes on before what he gave is written.
  engine.applying = engine.applying.catch(() => {}).then(() => apply(engine, valid));
  await engine.applying;
  return engine.api;
}

/** Stops every engine of this process, each after what it has on the wire. */
export async function closeEngines(): Promise<void> {
  const open = [...engines.values()];
  engines.clear();
  await Promise.allSettled(open.map(async (engine) => (await engine).thread.close()));
}

async function shared(options: EngineOptions): Promise<OpenEngine> {
  const { database } = options;
  const store = database.type === 'sqlite' ? resolve(database.folder) : database.url;
  const running = engines.get(store);
  if (running) return running;
  const opening = open(options);
  engines.set(store, opening);
  try {
    return await opening;
  } catch (error) {
    if (engines.get(store) === opening) engines.delete(store);
    throw error;
  }
}

async function open(options: EngineOptions): Promise<OpenEngine> {
  const { relay, defaultSender, unsubscribeEmail, ...store } = options;
  const thread = new EngineThread(options);
  try {
    await thread.ready();
  } catch (error) {
    await thread.close();
    throw error;
  }
  // They are in the database now, where they may be changed: a thread that is started again leaves them alone.
  thread.options = store;
  return {
    thread,
    api: proxyOf(thread),
    encryptionKey: options.encryptionKey ?? '',
    given: { relay, defaultSender, unsubscribeEmail },
    applying: Promise.resolve(),
  };
}

/** What is not given stays as it is. */
async function apply(engine: OpenEngine, options: EngineOptions): Promise<void> {
  const { relay, defaultSender, unsubscribeEmail } = options;
  const { api, given } = engine;
  if (relay && !same(relay, given.relay)) {
    await api.settings.setTransport({ ...relay, id: DEFAULT_TRANSPORT });
    given.relay = relay;
  }
  if (defaultSender !== undefined && !same(defaultSender, given.defaultSender)) {
    await api.settings.update({ defaultSender });
    given.defaultSender = defaultSender;
  }
  if (unsubscribeEmail !== undefined && unsubscribeEmail !== given.unsubscribeEmail) {
    await api.settings.update({ unsubscribeEmail });
    given.unsubscribeEmail = unsubscribeEmail;
  }
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
