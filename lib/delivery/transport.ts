import type { TransportConfig } from '../model';
import type { Outcome } from './outcome';

/** One recipient's message, ready for a transport. */
export interface OutgoingMessage {
  /** Addresses. */
  envelope: { from: string; to: string };
  /** The message (RFC 5322), in pieces: what is the same for everybody is not copied. */
  content: readonly Buffer[];
}

/** Where messages leave: an SMTP relay, later an HTTP API. */
export interface MessageTransport {
  /** Hands over one message. Never throws: what goes wrong is an outcome. */
  send(message: OutgoingMessage): Promise<Outcome>;
  /**
   * Connects and logs in.
   * @throws MailtargetError RELAY_UNREACHABLE, RELAY_LOGIN_REFUSED, RELAY_TLS_FAILED
   */
  verify(): Promise<void>;
  close(): void;
}

export type OpenTransport = (config: TransportConfig) => MessageTransport;
