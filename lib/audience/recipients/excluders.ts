import { type ExcludedBy, type LabelKey, toId, toKey } from '../../model';
import type { Audience } from './audience';
import { type Condition, type Context, hasLabel, matches } from '../filters';
import type { Reader } from '../slices';

/** A label or segment on the exclude side. */
export interface Excluder extends Omit<ExcludedBy, 'count'> {
  isIn: (context: Context) => Condition;
}

export async function excludersOf({ db }: Reader, audience: Audience): Promise<Excluder[]> {
  const { excludeLabelIds, excludeSegments } = audience;
  const rows = excludeLabelIds.length
    ? await db
        .selectFrom('labels')
        .selectAll()
        .where(
          'id',
          'in',
          excludeLabelIds.map((id) => toKey<LabelKey>(id)!),
        )
        .execute()
    : [];
  const names = new Map(rows.map(({ id, name }) => [toId(id), name]));
  const labels = excludeLabelIds.map((id): Excluder => ({
    type: 'label',
    id,
    name: names.get(id) ?? id,
    isIn: (context) => hasLabel(context, [id]),
  }));
  const segments = excludeSegments.map(({ id, name, filters }): Excluder => ({
    type: 'segment',
    id,
    name,
    isIn: (context) => matches(context, filters),
  }));
  return [...labels, ...segments];
}
