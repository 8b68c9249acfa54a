import type { EngineOptions } from '../../lib/model';

type Relay = NonNullable<EngineOptions['relay']>;

/** Fields of the credential that More Limits shows. None of them is in credentials that were saved before there was one. */
export interface LimitFields {
  moreLimits?: boolean;
  messagesPerHour?: number;
  messagesPerDay?: number;
  maxConnections?: number;
  warmUp?: boolean;
  warmUpStart?: string;
  warmUpFirstDay?: number;
  /** Percent. */
  warmUpGrowth?: number;
  warmUpDays?: number;
}

/** What is not shown does not count, whatever it says. An expression yields text, so numbers are made here. */
export function limitOptions(fields: LimitFields): Partial<Relay> {
  if (!fields.moreLimits) return {};
  return {
    messagesPerHour: Number(fields.messagesPerHour) || null,
    messagesPerDay: Number(fields.messagesPerDay) || null,
    ...(fields.maxConnections !== undefined && { maxConnections: Number(fields.maxConnections) }),
    warmUp: fields.warmUp ? warmUpOf(fields) : null,
  };
}

const warmUpOf = (fields: LimitFields): NonNullable<Relay['warmUp']> => ({
  startedAt: inUtc(fields.warmUpStart ?? ''),
  firstDay: Number(fields.warmUpFirstDay ?? 50),
  growth: 1 + Number(fields.warmUpGrowth ?? 50) / 100,
  days: Number(fields.warmUpDays ?? 30),
});

/** n8n's date picker yields an instant, or a time of day without an offset. */
const inUtc = (time: string): string => (/T[\d:.]+$/.test(time) ? `${time}Z` : time);
