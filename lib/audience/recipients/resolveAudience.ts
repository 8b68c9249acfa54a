import { MailtargetError, type Recipients } from '../../model';
import type { Db } from '../../store';
import type { Audience, ResolvedSegment } from './audience';
import { assertLabel, loadKnown, resolverOf } from '../filters';

/**
 * @throws MailtargetError LABEL_NOT_FOUND or SEGMENT_NOT_FOUND when a label or segment is gone: without it, more people might be
 *         mailed than were meant; and what `resolveFilters` throws
 */
export async function resolveAudience(db: Db, recipients: Recipients, now: number): Promise<Audience> {
  const known = await loadKnown(db, {
    labelIds: [...recipients.labelIds, ...recipients.excludeLabelIds],
    segmentIds: [...recipients.segmentIds, ...recipients.excludeSegmentIds],
  });
  const resolver = resolverOf(known);
  const labels = (side: 'labelIds' | 'excludeLabelIds'): string[] => {
    const ids = distinct(recipients[side]);
    for (const id of ids) assertLabel(known, id, `recipients.${side}`);
    return ids;
  };
  const segments = (side: 'segmentIds' | 'excludeSegmentIds'): ResolvedSegment[] =>
    distinct(recipients[side]).map((id) => {
      const filters = inRecipients(side, () => resolver.segment(id));
      return { id, name: known.segments.get(id)!.name, filters };
    });
  return {
    all: recipients.all,
    labelIds: labels('labelIds'),
    segments: segments('segmentIds'),
    excludeLabelIds: labels('excludeLabelIds'),
    excludeSegments: segments('excludeSegmentIds'),
    now,
  };
}

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

/** For whoever writes a campaign, the place to look at is its own. */
function inRecipients<T>(side: string, resolve: () => T): T {
  try {
    return resolve();
  } catch (error) {
    if (!(error instanceof MailtargetError)) throw error;
    throw new MailtargetError(error.code, error.message, { ...error.details, field: `recipients.${side}` });
  }
}
