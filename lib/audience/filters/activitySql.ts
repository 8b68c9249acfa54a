import { sql } from 'kysely';
import type { ActivityFilter } from '../../model';
import { type Context, hasRow } from './context';
import { type Condition, not } from './sqlBool';

const DAY_MS = 86_400_000;

export function activityCondition(context: Context, filter: ActivityFilter): Condition {
  const last = sql.ref(`contact_activity.last_${filter.activity}_at`);
  const has = (condition: Condition) => hasRow(context, 'contact_activity', condition);
  switch (filter.operator) {
    case 'ever':
      return has(sql`${last} is not null`);
    case 'never':
      return not(has(sql`${last} is not null`));
    case 'before':
      return has(sql`${last} < ${Date.parse(filter.date)}`);
    case 'after':
      return has(sql`${last} >= ${Date.parse(filter.date)}`);
    case 'within_days':
      return has(sql`${last} >= ${context.now - filter.days * DAY_MS}`);
    case 'not_within_days':
      return not(has(sql`${last} >= ${context.now - filter.days * DAY_MS}`));
  }
}
