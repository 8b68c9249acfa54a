/** Milliseconds after which a server that says nothing counts as lost. */
export interface Silence {
  /** From the first packet until it has taken the login. */
  connect: number;
  command: number;
  /** It may be busy storing the message, and going away leaves in doubt whether it did (RFC 5321 section 4.5.3.2.6). */
  content: number;
}

export const SILENCE: Silence = { connect: 10_000, command: 60_000, content: 600_000 };
