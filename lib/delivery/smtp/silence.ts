/** Milliseconds that a server has to answer; then it counts as lost. */
export interface Silence {
  /** From the look-up of its name to its greeting, and to TLS where that is wanted. EHLO and the login have `command` more, together. */
  connect: number;
  /**
   * For the whole answer to a command. Nothing is in doubt yet, so this is less than the five minutes of RFC 5321 section 4.5.3.2:
   * another connection may do better.
   */
  command: number;
  /**
   * For the whole answer to a message, once it has been written. It may be busy storing it, and going away leaves in doubt whether
   * it did (RFC 5321 section 4.5.3.2.6).
   */
  content: number;
}

export const SILENCE: Silence = { connect: 10_000, command: 60_000, content: 600_000 };
