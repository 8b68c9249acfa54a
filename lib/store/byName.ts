import { sql } from 'kysely';
import type { Store } from './store';

/** Sorts by name as both databases can: ASCII letters in either case, and what else there is by its code points. */
export const byName = ({ dialect }: Store) =>
  dialect === 'sqlite' ? sql<string>`lower(name)` : sql<string>`lower(name collate "C")`;
