import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import {
  DEFAULT_TRANSPORT,
  type EngineOptions,
  givenSettings,
  KEEP_ADDRESSES_DAYS,
  REPORT_AFTER_HOURS,
  type Retries,
  retriesSchema,
  type Sender,
  type SendHealth,
  sendHealthSchema,
  type Settings as SettingsView,
  type SettingsChanges,
  settingsChangesSchema,
  validate,
} from '../model';
import type { Db } from '../store';
import { openSecrets } from './openSecrets';
import type { Secrets } from './secrets';
import { SendingDomainSettings } from './sendingDomains';
import { readSetting, writeSetting, writeSettingOnce } from './settingsTable';
import { TransportSettings } from './transports';
import { WebhookSecrets } from './webhookSecrets';

const DEFAULT_SENDER = 'default_sender';
const UNSUBSCRIBE_EMAIL = 'unsubscribe_email';
const PUBLIC_URL = 'public_url';
const TRACKING_PORT = 'tracking_port';
const KEEP_ADDRESSES = 'keep_addresses_days';
const REPORT_AFTER = 'report_after_hours';
const WEBHOOK_NETWORKS = 'private_webhook_networks';
const RETRIES = 'retries';
const SEND_HEALTH = 'send_health';
const STORE_ID = 'store_id';
const DELIVERY_KEY = 'delivery_key';

/** What every message of a store is made with, whatever the campaign. */
export interface MessageSettings {
  /** Random, and the same for the life of the store: tells its messages from another store's. */
  storeId: string;
  /** Signs delivery tokens. */
  deliveryKey: KeyObject;
  unsubscribeEmail: string | null;
  publicUrl: string | null;
}

/** What a campaign uses and the credential does not carry from one process to the next. */
export class Settings {
  private constructor(
    private readonly db: Db,
    private readonly secrets: Secrets,
    readonly transports: TransportSettings,
    readonly domains: SendingDomainSettings,
    readonly webhookSecrets: WebhookSecrets,
  ) {}

  /**
   * Writes what the options carry (the relay, some settings), so that the credential
   * stays the place to change them.
   * @throws MailtargetError ENCRYPTION_KEY_MISSING, ENCRYPTION_KEY_WRONG
   */
  static async open(db: Db, options: EngineOptions): Promise<Settings> {
    const secrets = await openSecrets(db, options);
    const settings = new Settings(
      db,
      secrets,
      new TransportSettings(db, secrets),
      new SendingDomainSettings(db, secrets),
      new WebhookSecrets(secrets),
    );
    await writeSettingOnce(db, STORE_ID, randomBytes(8).toString('hex'));
    await writeSettingOnce(
      db,
      DELIVERY_KEY,
      secrets.encrypt(randomBytes(32).toString('base64'), DELIVERY_KEY),
    );
    if (options.relay) await settings.transports.set({ ...options.relay, id: DEFAULT_TRANSPORT });
    await settings.update(givenSettings(options));
    return settings;
  }

  async get(): Promise<SettingsView> {
    return {
      defaultSender: await this.defaultSender(),
      unsubscribeEmail: await this.#read(UNSUBSCRIBE_EMAIL),
      publicUrl: await this.#read(PUBLIC_URL),
      trackingPort: await this.trackingPort(),
      keepAddressesDays: await this.keepAddressesDays(),
      reportAfterHours: await this.reportAfterHours(),
      privateWebhookNetworks: await this.privateWebhookNetworks(),
      retries: await this.retries(),
      sendHealth: await this.sendHealth(),
      transports: await this.transports.list(),
    };
  }

  async update(changes: SettingsChanges): Promise<SettingsView> {
    const valid = validate(settingsChangesSchema, changes, 'settings');
    for (const [key, value] of [
      [DEFAULT_SENDER, valid.defaultSender],
      [UNSUBSCRIBE_EMAIL, valid.unsubscribeEmail],
      [PUBLIC_URL, valid.publicUrl],
      [TRACKING_PORT, valid.trackingPort],
      [KEEP_ADDRESSES, valid.keepAddressesDays],
      [REPORT_AFTER, valid.reportAfterHours],
      [WEBHOOK_NETWORKS, valid.privateWebhookNetworks],
      [RETRIES, valid.retries],
      [SEND_HEALTH, valid.sendHealth],
    ] as const) {
      if (value !== undefined) await writeSetting(this.db, key, value);
    }
    return this.get();
  }

  defaultSender(): Promise<Sender | null> {
    return this.#read(DEFAULT_SENDER);
  }

  trackingPort(): Promise<number | null> {
    return this.#read(TRACKING_PORT);
  }

  async keepAddressesDays(): Promise<number> {
    return (await this.#read<number>(KEEP_ADDRESSES)) ?? KEEP_ADDRESSES_DAYS;
  }

  async reportAfterHours(): Promise<number> {
    return (await this.#read<number>(REPORT_AFTER)) ?? REPORT_AFTER_HOURS;
  }

  async privateWebhookNetworks(): Promise<string[]> {
    return (await this.#read<string[]>(WEBHOOK_NETWORKS)) ?? [];
  }

  // Through their schemas: what was stored by an earlier version may lack a field.
  async retries(): Promise<Retries> {
    return retriesSchema.parse((await this.#read(RETRIES)) ?? {});
  }

  async sendHealth(): Promise<SendHealth> {
    return sendHealthSchema.parse((await this.#read(SEND_HEALTH)) ?? {});
  }

  async forMessages(): Promise<MessageSettings> {
    const deliveryKey = this.secrets.decrypt((await this.#read<string>(DELIVERY_KEY))!, DELIVERY_KEY);
    return {
      storeId: (await this.#read<string>(STORE_ID))!,
      deliveryKey: createSecretKey(deliveryKey, 'base64'),
      unsubscribeEmail: await this.#read(UNSUBSCRIBE_EMAIL),
      publicUrl: await this.#read(PUBLIC_URL),
    };
  }

  async #read<Value>(key: string): Promise<Value | null> {
    return (await readSetting<Value | null>(this.db, key)) ?? null;
  }
}
