import { sql } from 'kysely';
import { compareDay, compareText } from './comparisons';
import type { Context } from './context';
import { customFieldCondition } from './customField';
import type { ResolvedField } from './resolvedFilter';
import { type Condition, not } from './sqlBool';
import { SYSTEM_FIELDS } from './systemFields';

type Operator = ResolvedField['operator'];

/** Of what an operator is the opposite. */
const NEGATED: Partial<Record<Operator, Operator>> = {
  not_equals: 'equals',
  not_contains: 'contains',
  is_empty: 'is_not_empty',
};

export function fieldCondition(context: Context, filter: ResolvedField): Condition {
  const positive = NEGATED[filter.operator];
  if (positive) return not(fieldCondition(context, { ...filter, operator: positive } as ResolvedField));
  const systemType = SYSTEM_FIELDS.get(filter.field);
  if (systemType === undefined) return customFieldCondition(context, filter);
  const value = sql.ref(`contacts.${filter.field}`);
  return systemType === 'instant' ? compareDay(filter, value) : compareText(context, filter, value);
}
