import { type Clock, systemClock } from '../../lib/model';

/** The system's clock, ahead by some milliseconds: an engine on it starts that much later than the one before. */
export const laterClock = (aheadMs: number): Clock => ({
  now: () => systemClock.now() + aheadMs,
  at: (instant, callback) => systemClock.at(instant - aheadMs, callback),
});
