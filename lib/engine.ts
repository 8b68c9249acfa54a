import { Contacts, Fields, Labels, Segments, Suppressions } from './audience';
import {
  Campaigns,
  Caretaker,
  Categories,
  DELIVER,
  finishCampaign,
  Launcher,
  pauseCampaign,
  Stopper,
} from './campaigns';
import { Consent } from './consent';
import { Templates } from './content';
import { Fleet, openTransport, Pump, verifyTransport } from './delivery';
import {
  Events,
  forgetAddresses,
  type Happening,
  recordHappenings,
  WebhookDispatcher,
  Webhooks,
} from './events';
import { LocalJobs } from './jobs';
import {
  type CampaignKey,
  type Clock,
  type EmailMarketing,
  type EngineOptions,
  engineOptionsSchema,
  transportIdSchema,
  transportInputSchema,
  validate,
} from './model';
import { Reports } from './reports';
import { Scheduler } from './schedule';
import { Settings } from './settings';
import {
  Listener,
  takeUpClicks,
  type TrackingRequest,
  type TrackingResponse,
  TrackingServer,
} from './tracking';
import { databaseClock, type Db, openStore, type Store } from './store';

/** Jobs that run at a time in one process: looking, freezing and delivering go on beside each other. */
const CONCURRENT_JOBS = 8;
const LISTEN = 'listen';
const LISTEN_AGAIN_MS = 10_000;
const TAKE_UP = 'take up clicks';
const TAKE_UP_EVERY_MS = 60_000;
const FORGET = 'forget';
const FORGET_EVERY_MS = 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

export interface EngineEnvironment {
  /** Absent, the clock that everybody on the store shares. */
  clock?: Clock;
  /** Told about errors that no caller is there to receive; the work is tried again later, unless that is no use. */
  onError?: (job: string, error: unknown) => void;
}

/** The campaign engine on one store: the whole interface, and the work that goes on behind it. */
export interface Engine extends EmailMarketing {
  /** Answers a request for a link of a message, for where no port can be opened. */
  track(request: TrackingRequest): Promise<TrackingResponse>;
  /** Finishes what is on the wire, then closes the store. */
  close(): Promise<void>;
}

/**
 * The composition root.
 * @throws MailtargetError INVALID_INPUT, DATA_FOLDER_NOT_WRITABLE, DATABASE_UNREACHABLE, STORE_TOO_NEW,
 *         ENCRYPTION_KEY_MISSING, ENCRYPTION_KEY_WRONG
 */
export async function startEngine(
  options: EngineOptions,
  environment: EngineEnvironment = {},
): Promise<Engine> {
  const { onError = logError } = environment;
  const valid = validate(engineOptionsSchema, options, 'options');
  const store = await openStore(valid.database);
  const closed = new AbortController();
  try {
    const settings = await Settings.open(store.db, valid);
    const clock = environment.clock ?? (await databaseClock(store, closed.signal));
    const engine = await assemble(store, settings, clock, onError, valid);
    return {
      ...engine,
      close() {
        closed.abort();
        return engine.close();
      },
    };
  } catch (error) {
    closed.abort();
    await store.close();
    throw error;
  }
}

async function assemble(
  store: Store,
  settings: Settings,
  clock: Clock,
  onError: (job: string, error: unknown) => void,
  { launchesDue, listens }: { launchesDue: boolean; listens: boolean },
): Promise<Engine> {
  const { db } = store;
  // Never changes: who was erased is known by what it signed.
  const { deliveryKey, storeId } = await settings.forMessages();
  const jobs = new LocalJobs(clock, onError, CONCURRENT_JOBS);
  const fleet = new Fleet(store, clock, settings, openTransport);
  const launcher = new Launcher(store, clock, jobs, fleet);
  const stopper = new Stopper(store, clock, jobs);
  const scheduler = new Scheduler(db, clock, jobs, launcher, stopper);
  const caretaker = new Caretaker(db, clock, jobs, settings);
  const webhooks = { store, clock, settings, storeId, onError };
  const dispatcher = new WebhookDispatcher(webhooks);
  const onDrained = (campaign: CampaignKey) => finishCampaign(db, campaign, clock.now());
  const onUnhealthy = async (campaign: CampaignKey, reason: string) => {
    await pauseCampaign(db, campaign, clock.now(), reason);
  };
  const pump = new Pump({ store, clock, fleet, settings, onDrained, onUnhealthy, onError });
  jobs.handle(DELIVER, async (_, signal) => {
    const next = await pump.run(signal);
    if (next !== undefined) jobs.enqueue(DELIVER, '', next);
  });
  const consent = new Consent({ store, clock, settings, fleet });
  const record = async (tx: Db, happenings: Happening[]) => {
    await recordHappenings(tx, store.dialect, happenings, clock.now());
  };
  const openTracking = () => new TrackingServer({ db, clock, settings, record, consent, onError });
  const listener = new Listener(() => settings.trackingPort(), openTracking);
  /** For requests that others received. */
  const tracking = openTracking();
  jobs.handle(FORGET, async (_, signal) => {
    jobs.enqueue(FORGET, '', clock.now() + FORGET_EVERY_MS);
    await forgetAddresses(store, clock.now() - (await settings.keepAddressesDays()) * DAY_MS, signal);
  });
  jobs.handle(TAKE_UP, async (_, signal) => {
    jobs.enqueue(TAKE_UP, '', clock.now() + TAKE_UP_EVERY_MS);
    await takeUpClicks({ db, clock, record, onError }, signal);
  });
  /** Campaigns go out without it too; where the port is taken, until it is free. */
  const listen = () =>
    listener.apply().catch((error: unknown) => {
      onError('tracking server', error);
      jobs.enqueue(LISTEN, '', clock.now() + LISTEN_AGAIN_MS);
    });
  jobs.handle(LISTEN, listen);
  if (launchesDue) {
    scheduler.start();
    jobs.enqueue(FORGET);
    jobs.enqueue(TAKE_UP);
    caretaker.start();
    dispatcher.start();
    if (listens) await listen();
  }

  return {
    campaigns: new Campaigns({
      store,
      clock,
      settings,
      jobs,
      launcher,
      stopper,
      fleet,
      onScheduled: (at) => scheduler.lookAt(at),
    }),
    templates: new Templates(store, clock),
    reports: new Reports(db),
    categories: new Categories(store, clock),
    contacts: new Contacts(store, clock, deliveryKey),
    consent,
    fields: new Fields(store, clock),
    labels: new Labels(store, clock),
    segments: new Segments(store, clock),
    suppressions: new Suppressions(store, clock, deliveryKey),
    events: new Events({ store, clock, settings }),
    webhooks: new Webhooks(webhooks),
    settings: {
      get: () => settings.get(),
      async update(changes) {
        const updated = await settings.update(changes);
        if (launchesDue && listens) await listener.apply();
        return updated;
      },
      async setTransport(input) {
        const transport = await settings.transports.set(input);
        // Campaigns may have been waiting for it.
        if (launchesDue) jobs.enqueue(DELIVER);
        return transport;
      },
      async removeTransport(id) {
        await settings.transports.remove(validate(transportIdSchema, id, 'transport'));
        jobs.enqueue(DELIVER);
      },
      checkTransport: (input) =>
        verifyTransport(openTransport, validate(transportInputSchema, input, 'transport')),
      setSendingDomain: (input) => settings.domains.set(input),
      listSendingDomains: () => settings.domains.list(),
      removeSendingDomain: (domain) => settings.domains.remove(domain),
    },
    track: (request) => tracking.handle(request),
    async close() {
      scheduler.stop();
      await Promise.all([
        jobs.stop(),
        fleet.endLoans(),
        listener.close(),
        tracking.close(),
        dispatcher.close(),
      ]);
      await store.close();
    },
  };
}

/** The standard error stream is where n8n and every process manager collect what a thread has to say. */
function logError(job: string, error: unknown): void {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`mailtarget: ${job.trim()} failed: ${what}
`);
}
