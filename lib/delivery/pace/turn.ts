/** When one message may leave. Instants are whole milliseconds since the epoch, as clocks give them. */
export interface Turn {
  /** Not before. */
  at: number;
  /** Not after: without an end, turns that a slow relay let pass would leave in one burst. */
  until: number;
}

/** A sender that is held up for longer loses turns; each millisecond of it costs 0.1 % of the rate. */
export const TURN_LIFE_MS = 40;
/** Clocks are read in whole milliseconds. */
const READING_MS = 2;

/**
 * Milliseconds between turns. Those used within a second were due within that second or a life before it, so that the
 * rate is spread over both: 96 % of it can be used.
 */
export const spacingOf = (messagesPerSecond: number): number =>
  (1000 + TURN_LIFE_MS + READING_MS) / messagesPerSecond;
