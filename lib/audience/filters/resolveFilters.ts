import type { Filter } from '../../model';
import type { Db } from '../../store';
import { loadKnown } from './loadKnown';
import type { ResolvedFilter } from './resolvedFilter';
import { resolverOf } from './resolver';

/**
 * @throws MailtargetError FIELD_NOT_FOUND, FILTER_INVALID, LABEL_NOT_FOUND, SEGMENT_NOT_FOUND, CAMPAIGN_NOT_FOUND,
 *         CATEGORY_NOT_FOUND, SEGMENT_CYCLE
 */
export async function resolveFilters(db: Db, filters: readonly Filter[]): Promise<ResolvedFilter[]> {
  return resolverOf(await loadKnown(db, { filters })).filters(filters);
}
