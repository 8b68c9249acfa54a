import {
  type CampaignKey,
  type CategoryKey,
  type FieldType,
  type Filter,
  type LabelKey,
  type SegmentKey,
  toId,
  toKey,
} from '../../model';
import type { Db } from '../../store';
import { chunks } from '../chunks';
import { fieldTypes } from '../fields/fields';
import { leavesOf } from './leaves';
import { SYSTEM_FIELDS } from './systemFields';

export interface KnownSegment {
  id: string;
  name: string;
  filters: Filter[];
}

/** What there is of all that some filters name, and the filters of the segments among it. */
export interface Known {
  segments: ReadonlyMap<string, KnownSegment>;
  fields: ReadonlyMap<string, FieldType>;
  labels: ReadonlySet<string>;
  campaigns: ReadonlySet<string>;
  categories: ReadonlySet<string>;
}

interface Named {
  filters?: readonly Filter[];
  segmentIds?: readonly string[];
  labelIds?: readonly string[];
}

export async function loadKnown(
  db: Db,
  { filters = [], segmentIds = [], labelIds = [] }: Named,
): Promise<Known> {
  const leaves = leavesOf(filters);
  const named = leaves.flatMap((leaf) => (leaf.type === 'segment' ? [leaf.segmentId] : []));
  const segments = await loadSegments(db, [...segmentIds, ...named]);
  leaves.push(...leavesOf([...segments.values()].flatMap((segment) => segment.filters)));

  const labels = new Set(labelIds);
  const campaigns = new Set<string>();
  const categories = new Set<string>();
  const tags = new Set<string>();
  for (const leaf of leaves) {
    if (leaf.type === 'label') leaf.labelIds.forEach((id) => labels.add(id));
    if (leaf.type === 'campaign' && leaf.campaignId !== undefined) campaigns.add(leaf.campaignId);
    if (leaf.type === 'campaign' && leaf.categoryId !== undefined) categories.add(leaf.categoryId);
    if (leaf.type === 'field' && !SYSTEM_FIELDS.has(leaf.field)) tags.add(leaf.field);
  }
  return {
    segments,
    fields: tags.size === 0 ? new Map() : await fieldTypes(db),
    labels: await existing<LabelKey>(labels, (keys) =>
      db.selectFrom('labels').select('id').where('id', 'in', keys).execute(),
    ),
    campaigns: await existing<CampaignKey>(campaigns, (keys) =>
      db.selectFrom('campaigns').select('id').where('id', 'in', keys).execute(),
    ),
    categories: await existing<CategoryKey>(categories, (keys) =>
      db.selectFrom('categories').select('id').where('id', 'in', keys).execute(),
    ),
  };
}

/** With those that they name, and so on; one that names itself is there once. */
async function loadSegments(db: Db, ids: readonly string[]): Promise<Map<string, KnownSegment>> {
  const segments = new Map<string, KnownSegment>();
  for (let wanted = ids; wanted.length > 0;) {
    const found: KnownSegment[] = [];
    for (const keys of chunks(keysOf<SegmentKey>(wanted))) {
      const rows = await db.selectFrom('segments').selectAll().where('id', 'in', keys).execute();
      for (const { id, name, filters } of rows) {
        found.push({ id: toId(id), name, filters: JSON.parse(filters) as Filter[] });
      }
    }
    for (const segment of found) segments.set(segment.id, segment);
    wanted = leavesOf(found.flatMap(({ filters }) => filters))
      .flatMap((leaf) => (leaf.type === 'segment' ? [leaf.segmentId] : []))
      .filter((id) => !segments.has(id));
  }
  return segments;
}

async function existing<K extends LabelKey | CampaignKey | CategoryKey>(
  ids: Iterable<string>,
  find: (keys: K[]) => Promise<{ id: K }[]>,
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const keys of chunks(keysOf<K>([...ids]))) {
    for (const { id } of await find(keys)) found.add(toId(id));
  }
  return found;
}

const keysOf = <K extends LabelKey | CampaignKey | CategoryKey | SegmentKey>(ids: readonly string[]): K[] => [
  ...new Set(ids.map((id) => toKey<K>(id)).filter((key) => key !== undefined)),
];
