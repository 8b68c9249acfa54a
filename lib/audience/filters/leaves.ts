import type { Filter } from '../../model';
import type { ResolvedFilter } from './resolvedFilter';

export type Leaf = Exclude<Filter, { filters: Filter[] }>;

/** The filters at every depth, without the groups they are in. */
export const leavesOf = (filters: readonly (Filter | ResolvedFilter)[]): Leaf[] =>
  filters.flatMap((filter) => ('filters' in filter ? leavesOf(filter.filters) : [filter]));
