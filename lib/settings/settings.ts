import { randomBytes } from 'node:crypto';
import {
  DEFAULT_TRANSPORT,
  type EngineOptions,
  type Sender,
  type Settings as SettingsView,
  type SettingsChanges,
  settingsChangesSchema,
  validate,
} from '../model';
import type { Db } from '../store';
import { openSecrets } from './openSecrets';
import { readSetting, writeSetting, writeSettingOnce } from './settingsTable';
import { TransportSettings } from './transports';

const DEFAULT_SENDER = 'default_sender';
const STORE_ID = 'store_id';

/** What a campaign uses and the credential does not carry from one process to the next. */
export class Settings {
  private constructor(
    private readonly db: Db,
    readonly transports: TransportSettings,
  ) {}

  /**
   * Writes the relay and the default sender that the options carry, so that the credential stays the place to change
   * them.
   * @throws MailtargetError ENCRYPTION_KEY_MISSING, ENCRYPTION_KEY_WRONG
   */
  static async open(db: Db, options: EngineOptions): Promise<Settings> {
    const settings = new Settings(db, new TransportSettings(db, await openSecrets(db, options)));
    await writeSettingOnce(db, STORE_ID, randomBytes(8).toString('hex'));
    if (options.relay) await settings.transports.set({ ...options.relay, id: DEFAULT_TRANSPORT });
    if (options.defaultSender !== undefined) await settings.update({ defaultSender: options.defaultSender });
    return settings;
  }

  async get(): Promise<SettingsView> {
    return { defaultSender: await this.defaultSender(), transports: await this.transports.list() };
  }

  async update(changes: SettingsChanges): Promise<SettingsView> {
    const { defaultSender } = validate(settingsChangesSchema, changes, 'settings');
    if (defaultSender !== undefined) await writeSetting(this.db, DEFAULT_SENDER, defaultSender);
    return this.get();
  }

  async defaultSender(): Promise<Sender | null> {
    return (await readSetting<Sender | null>(this.db, DEFAULT_SENDER)) ?? null;
  }

  /** Random, and the same for the life of the store: tells its messages from another store's. */
  async storeId(): Promise<string> {
    return (await readSetting<string>(this.db, STORE_ID))!;
  }
}
