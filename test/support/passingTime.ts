import type { Engine } from '../../lib/engine';
import { eventually } from './eventually';
import type { ManualClock } from './manualClock';

const STEP_MS = 250;

/**
 * Lets an engine's time pass while it works with real servers: in steps, and no faster than its database answers, so that a busy machine
 * loses no lease.
 */
export const passingTime = (clock: ManualClock, engine: () => Engine) => {
  async function until(isSo: () => boolean | Promise<boolean>, stepMs = STEP_MS): Promise<number> {
    const before = clock.now();
    await eventually(async () => {
      await engine().settings.get();
      if (await isSo()) return true;
      await clock.advanceBy(stepMs);
      return false;
    });
    return clock.now() - before;
  }
  return {
    /** @returns how long that took, in ms of the clock */
    until: (isSo: () => boolean | Promise<boolean>) => until(isSo),
    for(ms: number) {
      const end = clock.now() + ms;
      return until(() => clock.now() >= end, Math.min(ms, 2_000));
    },
    untilSent: (campaignId: string, count: number) =>
      until(async () => (await engine().reports.basic(campaignId)).sent === count),
  };
};
