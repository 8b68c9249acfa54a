import {
  campaignNotFound,
  fieldNotFound,
  type Filter,
  labelNotFound,
  MailtargetError,
  segmentNotFound,
} from '../../model';
import { similarTag } from '../fields/similarTag';
import { checkFieldFilter } from './checkFieldFilter';
import type { Known, KnownSegment } from './loadKnown';
import type { ResolvedFilter } from './resolvedFilter';
import { SYSTEM_FIELDS } from './systemFields';

/**
 * SQLite takes expressions 1,000 deep and 32,766 values: segments in segments could come to any number. Each filter is there
 * twice where it is told who is excluded by what.
 */
const MAX_SEGMENT_DEPTH = 5;
const MAX_VALUES = 14_000;
/** At most, but for a filter of many labels. */
const VALUES_OF_FILTER = 7;

/** What is filtered by a filter of its own, not as a field. */
const OTHER_FILTERS: ReadonlyMap<string, string> = new Map([
  ['status', 'status'],
  ['funnel_status', 'funnel'],
  ['labels', 'label'],
]);

export interface Resolver {
  filters(filters: readonly Filter[]): ResolvedFilter[];
  segment(id: string): ResolvedFilter[];
}

/**
 * Resolves filters from what is known of all that they name. Everything that one resolver resolved goes into one query.
 * @returns functions that throw MailtargetError FIELD_NOT_FOUND, FILTER_INVALID, LABEL_NOT_FOUND, SEGMENT_NOT_FOUND,
 *          CAMPAIGN_NOT_FOUND, CATEGORY_NOT_FOUND, SEGMENT_CYCLE
 */
export function resolverOf(known: Known): Resolver {
  let values = 0;

  function resolveAll(filters: readonly Filter[], within: readonly KnownSegment[]): ResolvedFilter[] {
    return filters.map((filter) => {
      values += Math.max(VALUES_OF_FILTER, filter.type === 'label' ? filter.labelIds.length : 0);
      if (values > MAX_VALUES) throw tooMuch('more filters than a database takes');
      return resolve(filter, within);
    });
  }

  function resolve(filter: Filter, within: readonly KnownSegment[]): ResolvedFilter {
    switch (filter.type) {
      case 'field':
        return checkFieldFilter(filter, typeOf(filter.field));
      case 'label':
        filter.labelIds.forEach((id) => assertLabel(known, id, 'filters'));
        return filter;
      case 'campaign':
        assertCampaign(filter);
        return filter;
      case 'segment':
        return {
          type: filter.operator === 'in' ? 'all' : 'not_all',
          filters: resolveSegment(filter.segmentId, within),
        };
      case 'any':
      case 'all':
        return { type: filter.type, filters: resolveAll(filter.filters, within) };
      default:
        return filter;
    }
  }

  function resolveSegment(id: string, within: readonly KnownSegment[]): ResolvedFilter[] {
    const segment = known.segments.get(id);
    if (!segment) throw segmentNotFound(id);
    if (within.includes(segment)) throw cycle([...within.slice(within.indexOf(segment)), segment]);
    if (within.length === MAX_SEGMENT_DEPTH) throw tooMuch(`segments more than ${MAX_SEGMENT_DEPTH} deep`);
    try {
      return resolveAll(segment.filters, [...within, segment]);
    } catch (error) {
      throw within.length === 0 ? inSegment(segment, error) : error;
    }
  }

  function typeOf(field: string) {
    const type = SYSTEM_FIELDS.get(field) ?? known.fields.get(field);
    if (type) return type;
    const other = OTHER_FILTERS.get(field);
    if (other === undefined) throw fieldNotFound(field, similarTag(field, known.fields.keys()));
    throw new MailtargetError('FILTER_INVALID', `Use a filter of the type "${other}" for "${field}".`, {
      field: 'filters',
    });
  }

  function assertCampaign({ campaignId, categoryId }: { campaignId?: string; categoryId?: string }) {
    if (campaignId !== undefined && !known.campaigns.has(campaignId)) throw campaignNotFound(campaignId);
    if (categoryId === undefined || known.categories.has(categoryId)) return;
    throw new MailtargetError(
      'CATEGORY_NOT_FOUND',
      `There is no category "${categoryId.slice(0, 100)}". Choose one from the list of categories.`,
      { field: 'categoryId' },
    );
  }

  return {
    filters: (filters) => resolveAll(filters, []),
    segment: (id) => resolveSegment(id, []),
  };
}

/** @throws MailtargetError LABEL_NOT_FOUND */
export function assertLabel({ labels }: Pick<Known, 'labels'>, id: string, field: string): void {
  if (!labels.has(id)) throw labelNotFound(id, field);
}

const tooMuch = (what: string) =>
  new MailtargetError(
    'FILTER_INVALID',
    `Together with the segments in it, this comes to ${what}. Use fewer.`,
    {
      field: 'filters',
    },
  );

const cycle = (segments: readonly KnownSegment[]) =>
  new MailtargetError(
    'SEGMENT_CYCLE',
    `A segment cannot contain itself: ${segments.map(({ name }) => `"${name}"`).join(' contains ')}. Take one out of the other.`,
    { field: 'filters' },
  );

/** Whoever names a segment need not know what is in it. */
function inSegment({ name }: KnownSegment, error: unknown): unknown {
  if (!(error instanceof MailtargetError) || error.code === 'SEGMENT_CYCLE') return error;
  return new MailtargetError(error.code, `In the segment "${name}": ${error.message}`, error.details);
}
