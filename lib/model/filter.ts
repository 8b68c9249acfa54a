import { z } from 'zod/v4';
import { contactStatusSchema, funnelStatusSchema } from './contactStatus';
import { instantSchema } from './instant';
import { labelIdsSchema } from './label';
import { storableText } from './validate';

const MAX_FILTERS = 100;
const MAX_DEPTH = 5;

/** `2026-01-31`: a day of the calendar. */
export const daySchema = z.iso.date('Write the date as in 2026-01-31.');
/** A day, which begins at midnight UTC, or an instant with its offset. */
const momentSchema = z.union(
  [daySchema, instantSchema],
  'Write the date as in 2026-01-31, or with its time and offset as in 2026-01-31T09:00:00+07:00.',
);
const valueSchema = z.union(
  [storableText(1000), z.number(), z.boolean()],
  'Compare with text, a number, true or false.',
);

const statusFilter = z.strictObject({
  type: z.literal('status'),
  operator: z.enum(['is', 'is_not']),
  values: z.array(contactStatusSchema).min(1, 'Choose at least one status.'),
});

const funnelFilter = z.strictObject({
  type: z.literal('funnel'),
  operator: z.enum(['is', 'is_not']),
  values: z.array(funnelStatusSchema).min(1, 'Choose at least one funnel status.'),
});

export const COMPARISONS = [
  'equals',
  'not_equals',
  'contains',
  'not_contains',
  'greater_than',
  'less_than',
] as const;
export const FIELD_OPERATORS = [...COMPARISONS, 'between', 'is_empty', 'is_not_empty'] as const;

/** The tag of a custom field, or one that every contact has: email, name, source, time_zone, subscribed_at, created_at. */
const field = { type: z.literal('field'), field: z.string() };
const fieldFilter = z.discriminatedUnion(
  'operator',
  [
    z.strictObject({ ...field, operator: z.enum(COMPARISONS), value: valueSchema }),
    z.strictObject({ ...field, operator: z.literal('between'), from: valueSchema, to: valueSchema }),
    z.strictObject({ ...field, operator: z.enum(['is_empty', 'is_not_empty']) }),
  ],
  `Choose an operator: ${FIELD_OPERATORS.join(', ')}.`,
);
/** Each type of field has its own operators and values; text is compared ignoring the case of the letters A to Z. */
export type FieldFilter = z.output<typeof fieldFilter>;

const labelFilter = z.strictObject({
  type: z.literal('label'),
  operator: z.enum(['contains', 'not_contains']),
  labelIds: labelIdsSchema.min(1, 'Choose at least one label.'),
});

export const ACTIVITIES = ['send', 'open', 'click'] as const;
const activity = { type: z.literal('activity'), activity: z.enum(ACTIVITIES) };
const activityFilter = z.discriminatedUnion(
  'operator',
  [
    z.strictObject({ ...activity, operator: z.enum(['before', 'after']), date: momentSchema }),
    z.strictObject({
      ...activity,
      operator: z.enum(['within_days', 'not_within_days']),
      days: z.int().min(1, 'Give the days as a whole number from 1 on.').max(36_500),
    }),
    z.strictObject({ ...activity, operator: z.enum(['ever', 'never']) }),
  ],
  'Choose an operator: before, after, within_days, not_within_days, ever, never.',
);
/**
 * The last time a campaign was sent to them, opened or clicked. `before` and `after` (that moment included) are true of those with such a time only;
 * `not_within_days` also of those without.
 */
export type ActivityFilter = z.output<typeof activityFilter>;

const campaignFilter = z
  .strictObject({
    type: z.literal('campaign'),
    operator: z.enum(['did', 'did_not']),
    action: z.enum(['receive', 'open', 'click']),
    campaignId: z.string().optional(),
    categoryId: z.string().optional(),
  })
  .refine(
    ({ campaignId, categoryId }) => (campaignId === undefined) !== (categoryId === undefined),
    'Name either a campaign or a category.',
  );

const segmentFilter = z.strictObject({
  type: z.literal('segment'),
  operator: z.enum(['in', 'not_in']),
  segmentId: z.string(),
});

/** A group: contacts that match any, or all, of its filters. Of an empty group, nobody. */
interface GroupFilter {
  type: 'any' | 'all';
  filters: Filter[];
}
const groupFilter = z.strictObject({
  type: z.enum(['any', 'all']),
  get filters(): z.ZodType<Filter[], Filter[]> {
    return z.array(filterSchema).min(1, 'Put at least one filter into the group.');
  },
});

export type Filter =
  | z.output<typeof statusFilter>
  | z.output<typeof funnelFilter>
  | FieldFilter
  | z.output<typeof labelFilter>
  | ActivityFilter
  | z.output<typeof campaignFilter>
  | z.output<typeof segmentFilter>
  | GroupFilter;

const filterSchema: z.ZodType<Filter, Filter> = z.discriminatedUnion(
  'type',
  [
    statusFilter,
    funnelFilter,
    fieldFilter,
    labelFilter,
    activityFilter,
    campaignFilter,
    segmentFilter,
    groupFilter,
  ],
  'A filter has one of the types status, funnel, field, label, activity, campaign, segment, any, all.',
);

/** Filters joined by AND. A negative one is true of everybody of whom the positive one is not: also of those without a value. */
export const filtersSchema = z
  .custom<Filter[]>()
  // First, because what comes after calls itself for each level.
  .refine((filters) => depthOf(filters) <= MAX_DEPTH, {
    error: `Nest groups at most ${MAX_DEPTH} deep.`,
    abort: true,
  })
  .pipe(z.array(filterSchema))
  .refine((filters) => countOf(filters) <= MAX_FILTERS, `Use at most ${MAX_FILTERS} filters.`);

type Groups = readonly { filters?: unknown }[];

/** Level by level, so that no depth is too much for the stack. */
function depthOf(filters: unknown): number {
  let depth = 0;
  for (let level: unknown[] = [filters]; depth <= MAX_DEPTH; depth++) {
    level = level
      .filter((one) => Array.isArray(one))
      .flatMap((one) =>
        (one as Groups).map((filter) => filter?.filters).filter((inner) => inner !== undefined),
      );
    if (level.length === 0) break;
  }
  return depth;
}

const countOf = (filters: readonly Filter[]): number =>
  filters.reduce((sum, filter) => sum + 1 + ('filters' in filter ? countOf(filter.filters) : 0), 0);
