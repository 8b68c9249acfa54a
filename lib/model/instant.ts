import { z } from 'zod/v4';

const TIME_NEEDED = 'Give the time with its offset, for example 2026-12-01T09:00:00+07:00.';

/** A moment with its offset, e.g. `2026-12-01T09:00:00+07:00`. Without an offset it would be anyone's guess. */
export const instantSchema = z.iso
  .datetime({ offset: true, error: TIME_NEEDED })
  // The form allows an offset of 24 hours, which is no time.
  .refine((text) => !Number.isNaN(Date.parse(text)), TIME_NEEDED);
