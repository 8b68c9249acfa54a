import { recordEvents, WebhookDispatcher, Webhooks } from '../../../lib/events';
import type { Lookup } from '../../../lib/events/webhooks/addresses/addressesOf';
import type { CampaignKey, EventType, WebhookInput } from '../../../lib/model';
import { Settings } from '../../../lib/settings';
import type { NewEventRow, Store } from '../../../lib/store';
import { insertCampaign } from '../../support/crashedStore';
import { eventually } from '../../support/eventually';
import { ManualClock } from '../../support/manualClock';
import { whenSettled } from '../../support/whenSettled';

const STEP_MS = 200;
export const STORE_ID = 'abc123';

export interface Setting {
  store: Store;
  clock: ManualClock;
  settings: Settings;
  webhooks: Webhooks;
  campaign: CampaignKey;
  errors: unknown[];
  /** Another dispatcher on the store, started. */
  start(): WebhookDispatcher;
  /** Puts an event with this reason into the log, and waits until everybody may read it. */
  record(reason: string, changes?: Partial<NewEventRow>): Promise<void>;
  /** Passes the time, in small steps, until that is so. */
  until(holds: () => boolean | Promise<boolean>, stepMs?: number): Promise<void>;
  /** Once nobody sends to it, for now. */
  whenLeft(id: string): Promise<void>;
  /** Lets the time pass to the next attempt at this endpoint, once the last one is over. */
  untilNextAttempt(id: string): Promise<void>;
  close(): Promise<void>;
}

/** A store with webhooks that may go to this machine. */
export async function webhookSetting(
  store: Store,
  options: { lookup?: Lookup; privateNetworks?: string[] } = {},
): Promise<Setting> {
  const { lookup, privateNetworks = ['127.0.0.1'] } = options;
  // Whoever checks a signature has the time of today.
  const clock = new ManualClock(new Date().toISOString());
  const settings = await Settings.open(store.db, {
    database: { type: 'postgres', url: 'postgres://unused' },
    encryptionKey: 'a key for the tests',
    privateWebhookNetworks: privateNetworks,
  });
  const errors: unknown[] = [];
  const deps = {
    store,
    clock,
    settings,
    storeId: STORE_ID,
    onError: (_: string, error: unknown) => void errors.push(error),
    ...(lookup && { lookup }),
  };
  const started: WebhookDispatcher[] = [];
  const campaign = await insertCampaign(store.db);
  const rowOf = (id: string) =>
    store.db
      .selectFrom('webhooks')
      .selectAll()
      .where('id', '=', Number(id) as never)
      .executeTakeFirstOrThrow();
  const whenLeft = async (id: string) => {
    await eventually(async () => (await rowOf(id)).lease_until === 0);
  };
  const until: Setting['until'] = async (holds, stepMs = STEP_MS) => {
    await eventually(async () => {
      if (await holds()) return true;
      await clock.advanceBy(stepMs);
      return false;
    });
  };
  return {
    store,
    clock,
    settings,
    webhooks: new Webhooks(deps),
    campaign,
    errors,
    start() {
      const dispatcher = new WebhookDispatcher(deps);
      started.push(dispatcher);
      dispatcher.start();
      return dispatcher;
    },
    async record(reason, changes = {}) {
      const event = {
        campaign_id: campaign,
        type: 'bounce',
        contact_id: null,
        reason,
        at: clock.now(),
      } as const;
      await recordEvents(store.db, [{ ...event, ...changes }]);
      await whenSettled(store);
    },
    until,
    whenLeft,
    async untilNextAttempt(id) {
      await whenLeft(id);
      await clock.leapTo((await rowOf(id)).next_attempt_at);
    },
    async close() {
      await Promise.all(started.map((dispatcher) => dispatcher.close()));
    },
  };
}

export const hook = (url: string, changes: Partial<WebhookInput> = {}): WebhookInput => ({
  url,
  events: ['bounce', 'click'] as EventType[],
  ...changes,
});
