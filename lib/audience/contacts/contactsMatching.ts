import type { ContactFilter, Filter } from '../../model';
import { contains, type Db } from '../../store';
import { contactsWithin, contextOf } from '../recipients/audienceQuery';
import { assertLabel, loadKnown, matches, type ResolvedFilter, resolverOf } from '../filters';
import type { Reader, Slice } from '../slices';

/** Plain JSON. */
export interface ResolvedContactFilter {
  search: string | undefined;
  filters: ResolvedFilter[];
}

/**
 * @param filter as its schema has checked it
 * @throws MailtargetError as `resolveFilters`
 */
export async function resolveContactFilter(
  db: Db,
  { search, status, labelId, segmentId, filters = [] }: ContactFilter,
): Promise<ResolvedContactFilter> {
  const all: Filter[] = [...filters];
  if (status !== undefined) all.unshift({ type: 'status', operator: 'is', values: [status] });
  if (labelId !== undefined) all.push({ type: 'label', operator: 'contains', labelIds: [labelId] });
  if (segmentId !== undefined) all.push({ type: 'segment', operator: 'in', segmentId });
  const known = await loadKnown(db, { filters: all });
  if (labelId !== undefined) assertLabel(known, labelId, 'labelId');
  return { search, filters: resolverOf(known).filters(all) };
}

/** The contacts that a filter is true of, in no order. */
export const contactsMatching = (
  reader: Reader,
  { search, filters }: ResolvedContactFilter,
  now: number,
  slice?: Slice,
) =>
  contactsWithin(reader, slice)
    .$if(search !== undefined, (query) =>
      query.where((eb) => eb.or([contains('contacts.email', search!), contains('contacts.name', search!)])),
    )
    .$if(filters.length > 0, (query) => query.where(matches(contextOf(reader, { now }, slice), filters)));
