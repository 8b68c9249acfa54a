export { loadKnown } from './loadKnown';
export type { Context } from './context';
export { hasLabel } from './labelSql';
export { leavesOf } from './leaves';
export { matches } from './matches';
export { assertLabel, resolverOf } from './resolver';
export { resolveFilters } from './resolveFilters';
export type { ResolvedFilter } from './resolvedFilter';
export { allOf, anyOf, type Condition, not } from './sqlBool';
