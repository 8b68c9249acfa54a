import type { ActivityFilter, FieldFilter, FieldType, Filter } from '../../model';

type Of<Type extends Filter['type']> = Extract<Filter, { type: Type }>;

/** `instant`: a moment that every contact has of itself, compared by its day in UTC. */
export type ValueType = FieldType | 'instant';
export type ResolvedField = FieldFilter & { valueType: ValueType };
export type LabelFilter = Of<'label'>;
export type CampaignFilter = Of<'campaign'>;

/**
 * A filter with everything in it that it takes to evaluate it: each field with its type, and segments with their filters in
 * their place. Plain JSON.
 */
export type ResolvedFilter =
  | Of<'status'>
  | Of<'funnel'>
  | ResolvedField
  | LabelFilter
  | ActivityFilter
  | CampaignFilter
  | { type: 'any' | 'all' | 'not_all'; filters: ResolvedFilter[] };
