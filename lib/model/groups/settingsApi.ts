import type { SendingDomain, SendingDomainInput } from '../sendingDomain';
import type { Settings, SettingsChanges } from '../settings';
import type { Transport, TransportInput } from '../transport';

export interface SettingsApi {
  get(): Promise<Settings>;
  update(changes: SettingsChanges): Promise<Settings>;
  /**
   * Creates or replaces a transport, its password or key included: without one it has none. Stored encrypted. Campaigns under way use it
   * from now on.
   */
  setTransport(input: TransportInput): Promise<Transport>;
  /**
   * Campaigns under way go on through the others; what no other may carry waits. One that is not there is no error. The transport
   * `default` comes back with the next use of the credential that carries it.
   */
  removeTransport(id: string): Promise<void>;
  /**
   * Connects and logs in, stores nothing, sends nothing. Throws RELAY_UNREACHABLE, RELAY_LOGIN_REFUSED,
   * RELAY_TLS_FAILED.
   */
  checkTransport(input: TransportInput): Promise<void>;
  /** Creates or replaces what goes with messages from a domain. The private key is stored encrypted. Throws DKIM_KEY_INVALID. */
  setSendingDomain(input: SendingDomainInput): Promise<SendingDomain>;
  /** By name. */
  listSendingDomains(): Promise<SendingDomain[]>;
  /** One that is not there is no error. */
  removeSendingDomain(domain: string): Promise<void>;
}
