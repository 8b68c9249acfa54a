import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** A condition that is true or false, never NULL: what is negated is then true of everybody else. */
export type Condition = RawBuilder<SqlBool>;

export const not = (condition: Condition): Condition => sql`(not ${condition})`;

export const allOf = (conditions: readonly Condition[]): Condition => joined(conditions, sql` and `, true);
export const anyOf = (conditions: readonly Condition[]): Condition => joined(conditions, sql` or `, false);

const joined = (conditions: readonly Condition[], by: RawBuilder<unknown>, ofNone: boolean): Condition =>
  conditions.length === 0 ? sql`${sql.lit(ofNone)}` : sql`(${sql.join(conditions, by)})`;
