import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { MailtargetError } from '../model';
import type { Store } from '../store';

/** Behind an event in the log. */
export interface Place {
  /** The number of the transaction that wrote it; 0 on SQLite, where its own number is enough. */
  writtenBy: string;
  sequence: number;
}

export const START: Place = { writtenBy: '0', sequence: 0 };

/** Both fit into 64 bits, and are far beyond what any database counts to. */
const POSITION = /^(\d{1,19})-(\d{1,15})$/;

/** As callers keep it. */
export const toPosition = ({ writtenBy, sequence }: Place): string => `${writtenBy}-${sequence}`;

/** @throws MailtargetError INVALID_INPUT */
export function toPlace(position: string): Place {
  const parts = POSITION.exec(position);
  if (parts) return { writtenBy: parts[1]!, sequence: Number(parts[2]) };
  throw new MailtargetError(
    'INVALID_INPUT',
    'This is no position in the log. Give one that was given to you, or none to begin at its end.',
    { field: 'after' },
  );
}

/** The number of the transaction that wrote an event. */
export const writtenBy = ({ dialect }: Store): RawBuilder<string> =>
  dialect === 'sqlite' ? sql<string>`'0'` : sql<string>`events.written_by::text`;

/** Whether an event comes later in the log. */
export const isBehind = ({ dialect }: Store, { writtenBy, sequence }: Place): RawBuilder<SqlBool> =>
  dialect === 'sqlite'
    ? sql`events.sequence > ${sequence}`
    : sql`(events.written_by, events.sequence) > (${writtenBy}::xid8, ${sequence}::bigint)`;
