import type { TransportConfig } from '../model';
import type { Outcome, Unavailable } from './outcome';

/** One recipient's message, ready for a transport. */
export interface OutgoingMessage {
  /** Addresses. */
  envelope: { from: string; to: string };
  /**
   * As its transport takes it, in pieces: what is the same for everybody is not copied. For an SMTP relay a message (RFC 5322), for the
   * Transmission API the body of a request.
   */
  content: readonly Buffer[];
  /** Gives the memory of the content back, once nobody will read it again; without that, the garbage collector does. */
  release?: () => void;
}

/** Where one connection gets its messages from. */
export interface Feed<Message extends OutgoingMessage = OutgoingMessage> {
  /** The next message; undefined when there is none at the moment. Whatever is taken is settled, once. */
  take(): Message | undefined;
  /** Resolves with true once `take` may have one again, with false when there will be none any more. */
  wait(): Promise<boolean>;
  /**
   * Asked right before the first byte of the content is written, and that byte follows at once: true, now or as soon as its turn has
   * come; false when it must not leave any more.
   */
  turn(message: Message): boolean | Promise<boolean>;
  settle(message: Message, outcome: Outcome): void;
}

/** Where messages leave: an SMTP relay, an HTTP API. */
export interface MessageTransport {
  /**
   * Sends what the feed gives, on one connection of its own at a time, until there will be none any more, or until one is
   * `unavailable`: then it takes no further message. Never rejects: what goes wrong is an outcome.
   */
  carry(feed: Feed): Promise<void>;
  /**
   * Connects and logs in.
   * @returns what keeps us out (RELAY_UNREACHABLE, RELAY_LOGIN_REFUSED, RELAY_TLS_FAILED); undefined when we are let in
   */
  verify(): Promise<Unavailable | undefined>;
  /** Ends idle connections at once, the others when their feed ends. */
  close(): void;
}

export type OpenTransport = (config: TransportConfig) => MessageTransport;
