/** Milliseconds after which a server that says nothing counts as lost. */
export interface Silence {
  /** From the name's lookup until TLS is spoken. */
  connect: number;
  /** From the last byte of a request to the last one of its answer. Whoever gives up sooner does not know what became of it. */
  answer: number;
}

/** Gateways give up after 60 seconds and say so: that is heard. */
export const SILENCE: Silence = { connect: 10_000, answer: 90_000 };
