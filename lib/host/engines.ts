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
  /** Its name in the map. */
  store: string;
  thread: EngineThread;
  api: EmailMarketing;
  encryptionKey: string;
  /** The relay and addresses that a credential gave last. */
  given: Pick<EngineOptions, 'relay' | 'defaultSender' | 'unsubscribeEmail'>;
  /** Settled when they are written. */
  applying: Promise<void>;
  holders: number;
  hosts: number;
  /** Its last host has let go of it. */
  isLeft: boolean;
}

export interface HeldEngine {
  api: EmailMarketing;
  /** Twice is once. When this closes the engine, it resolves once that has finished what is on the wire. */
  release: () => Promise<void>;
}

/** One engine per store in this process, however many ask for it. */
const engines = new Map<string, Promise<OpenEngine>>();

/**
 * The engine on this store, in its thread; started when it does not run yet. A relay, default sender or unsubscribe
 * email that differs from the last one given is written to the settings.
 * @throws MailtargetError what startEngine throws
 */
export async function openEngine(options: EngineOptions): Promise<EmailMarketing> {
  return (await openShared(options)).api;
}

/**
 * As `openEngine`, for those who say when they no longer need it. A host is whom the engine runs for: once the last one
 * is gone it is closed, as soon as no guest is in the middle of something. Without any host it stays open.
 */
export async function holdEngine(options: EngineOptions, as: 'host' | 'guest'): Promise<HeldEngine> {
  const engine = await openShared(options);
  const isHost = as === 'host';
  engine.holders++;
  if (isHost) {
    engine.hosts++;
    engine.isLeft = false;
  }
  let isReleased = false;
  return {
    api: engine.api,
    async release() {
      if (isReleased) return;
      isReleased = true;
      engine.holders--;
      if (isHost) engine.isLeft = --engine.hosts === 0;
      if (engine.isLeft && engine.holders === 0) await close(engine);
    },
  };
}

async function openShared(options: EngineOptions): Promise<OpenEngine> {
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
  return engine;
}

/** Stops every engine of this process, each after what it has on the wire. */
export async function closeEngines(): Promise<void> {
  const open = [...engines.values()];
  engines.clear();
  await Promise.allSettled(open.map(async (engine) => (await engine).thread.close()));
}

/** Whoever asks for it from now on gets another one. */
async function close(engine: OpenEngine): Promise<void> {
  const current = await engines.get(engine.store)?.catch(() => undefined);
  if (current === engine) engines.delete(engine.store);
  await engine.thread.close();
}

async function shared(options: EngineOptions): Promise<OpenEngine> {
  const store = nameOf(options.database);
  const running = engines.get(store);
  if (running) return running;
  const opening = open(store, options);
  engines.set(store, opening);
  try {
    return await opening;
  } catch (error) {
    if (engines.get(store) === opening) engines.delete(store);
    throw error;
  }
}

const nameOf = (database: EngineOptions['database']): string =>
  database.type === 'sqlite' ? resolve(database.folder) : database.url;

async function open(store: string, options: EngineOptions): Promise<OpenEngine> {
  const { relay, defaultSender, unsubscribeEmail, ...others } = options;
  const thread = new EngineThread(options);
  try {
    await thread.ready();
  } catch (error) {
    await thread.close();
    throw error;
  }
  // They are in the database now, where they may be changed: a thread that is started again leaves them alone.
  thread.options = others;
  return {
    store,
    thread,
    api: proxyOf(thread),
    encryptionKey: options.encryptionKey ?? '',
    given: { relay, defaultSender, unsubscribeEmail },
    applying: Promise.resolve(),
    holders: 0,
    hosts: 0,
    isLeft: false,
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
