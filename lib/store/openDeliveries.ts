import { type SqlBool, sql } from 'kysely';

/*
 * In literals, as the two partial indexes of deliveries say it: with bound values SQLite would not see that they apply.
 */

/** Still to be sent, or on the wire. */
export const isOpen = sql<SqlBool>`deliveries.status in ('pending', 'sending')`;

export const isDone = sql<SqlBool>`deliveries.status not in ('pending', 'sending')`;
