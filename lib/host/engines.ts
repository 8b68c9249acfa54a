import { resolve } from 'node:path';
import {
  DEFAULT_TRANSPORT,
  type EmailMarketing,
  type EngineOptions,
  engineOptionsSchema,
  type GivenSettings,
  givenSettings,
  MailtargetError,
  validate,
} from '../model';
import type { TrackingRequest, TrackingResponse } from '../tracking';
import { EngineThread } from './engineThread';
import { proxyOf } from './proxy';

interface OpenEngine {
  thread: EngineThread;
  api: EmailMarketing;
  encryptionKey: string;
  /** What a credential gave last. */
  given: Pick<EngineOptions, 'relay'> & GivenSettings;
  /** Settled when they are written. */
  applying: Promise<void>;
}

/** An engine that is open, or being opened, and how many want it. */
interface SharedEngine {
  /** Its name in the map. */
  store: string;
  opening: Promise<OpenEngine>;
  holders: number;
  hosts: number;
  /** Its last host has let go of it. */
  isLeft: boolean;
}

export interface HeldEngine {
  api: EmailMarketing;
  /**
   * Answers a request for a link of a message, for where the engine has no port of its own.
   * @throws MailtargetError ENGINE_STOPPED
   */
  track: (request: TrackingRequest) => Promise<TrackingResponse>;
  /** Twice is once. When this closes the engine, it resolves once that has finished what is on the wire. */
  release: () => Promise<void>;
}

/** One engine per store in this process, however many ask for it. */
const engines = new Map<string, SharedEngine>();

/**
 * The engine on this store, in its thread; started when it does not run yet. A relay, or a setting, that differs from the last one
 * given is written to the store.
 * @throws MailtargetError what startEngine throws
 */
export async function openEngine(options: EngineOptions): Promise<EmailMarketing> {
  const valid = validate(engineOptionsSchema, options, 'options');
  return (await opened(shared(valid), valid)).api;
}

/**
 * As `openEngine`, for those who say when they no longer need it. A host is whom the engine runs for: once the last one
 * is gone it is closed, as soon as no guest is in the middle of something. Without any host it stays open.
 */
export async function holdEngine(options: EngineOptions, as: 'host' | 'guest'): Promise<HeldEngine> {
  const valid = validate(engineOptionsSchema, options, 'options');
  const engine = shared(valid);
  // From now on, so that nobody closes it before it is handed over.
  engine.holders++;
  let running: OpenEngine;
  try {
    running = await opened(engine, valid);
  } catch (error) {
    await letGo(engine);
    throw error;
  }
  const isHost = as === 'host';
  if (isHost) {
    engine.hosts++;
    engine.isLeft = false;
  }
  let isReleased = false;
  return {
    api: running.api,
    track: (request) => running.thread.track(request),
    async release() {
      if (isReleased) return;
      isReleased = true;
      if (isHost) engine.isLeft = --engine.hosts === 0;
      await letGo(engine);
    },
  };
}

async function opened({ opening }: SharedEngine, options: EngineOptions): Promise<OpenEngine> {
  const engine = await opening;
  if (engine.encryptionKey !== (options.encryptionKey ?? '')) {
    throw new MailtargetError(
      'ENCRYPTION_KEY_WRONG',
      'Another credential uses this database with another encryption key. Enter the same key in both.',
    );
  }
  // One after the other, so that nobody goes on before what he gave is written.
  engine.applying = engine.applying.catch(() => {}).then(() => apply(engine, options));
  await engine.applying;
  return engine;
}

/** Stops every engine of this process, each after what it has on the wire. */
export async function closeEngines(): Promise<void> {
  const open = [...engines.values()];
  engines.clear();
  await Promise.allSettled(open.map(close));
}

async function letGo(engine: SharedEngine): Promise<void> {
  engine.holders--;
  if (!engine.isLeft || engine.holders > 0) return;
  // Whoever asks for it from now on gets another one.
  forget(engine);
  await close(engine);
}

function forget(engine: SharedEngine): void {
  if (engines.get(engine.store) === engine) engines.delete(engine.store);
}

const close = async ({ opening }: SharedEngine): Promise<void> => (await opening).thread.close();

function shared(options: EngineOptions): SharedEngine {
  const store = nameOf(options.database);
  const running = engines.get(store);
  if (running) return running;
  const engine = { store, opening: open(options), holders: 0, hosts: 0, isLeft: false };
  engines.set(store, engine);
  engine.opening.catch(() => forget(engine));
  return engine;
}

const nameOf = (database: EngineOptions['database']): string =>
  database.type === 'sqlite' ? resolve(database.folder) : database.url;

async function open(options: EngineOptions): Promise<OpenEngine> {
  const { relay, database, encryptionKey, launchesDue, listens } = options;
  const thread = new EngineThread(options);
  try {
    await thread.ready();
  } catch (error) {
    await thread.close();
    throw error;
  }
  // They are in the database now, where they may be changed: a thread that is started again leaves them alone.
  thread.options = { database, encryptionKey, launchesDue, listens };
  return {
    thread,
    api: proxyOf(thread),
    encryptionKey: options.encryptionKey ?? '',
    given: { relay, ...givenSettings(options) },
    applying: Promise.resolve(),
  };
}

/** What is not given stays as it is. */
async function apply(engine: OpenEngine, options: EngineOptions): Promise<void> {
  const { relay } = options;
  const { api, given } = engine;
  if (relay && !same(relay, given.relay)) {
    await api.settings.setTransport({ ...relay, id: DEFAULT_TRANSPORT });
    given.relay = relay;
  }
  const settings = givenSettings(options);
  const changed = Object.entries(settings).filter(
    ([name, value]) => !same(value, given[name as keyof GivenSettings]),
  );
  if (changed.length === 0) return;
  // Written or not, should it fail: next time they are written again.
  for (const [name] of changed) delete given[name as keyof GivenSettings];
  await api.settings.update(Object.fromEntries(changed));
  Object.assign(given, settings);
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
