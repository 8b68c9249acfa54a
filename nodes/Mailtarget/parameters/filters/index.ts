export { filters, filtersJson } from './parameter';
export { readFilters, readFiltersJson } from './read';
