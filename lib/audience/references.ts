import { type CampaignStatus, type Filter, type Recipients, toId, UNFINISHED } from '../model';
import { type CampaignRow, type Db, lockUntilCommit, type Store } from '../store';
import type { Audience } from './recipients/audience';
import { leavesOf } from './filters/leaves';
import type { ResolvedFilter } from './filters/resolvedFilter';

/** What a campaign's recipients or a segment's filters name. A field's id is its tag. */
export interface Referenced {
  type: 'label' | 'segment' | 'field' | 'campaign' | 'category';
  id: string;
}

export interface Users {
  campaigns: { id: string; subject: string }[];
  segments: { id: string; name: string }[];
}

/**
 * Keeps what is named from being deleted between the look whether it exists, or whether anybody names it, and the end of the
 * transaction. Who names something (`share`) waits for those who delete or rename, and the other way round; those who
 * write a segment are `alone`, too, because two at once could make a circle. SQLite has one writer anyway.
 */
export const lockReferences = (tx: Db, dialect: Store['dialect'], how: 'share' | 'alone'): Promise<void> =>
  lockUntilCommit(tx, dialect, 'references', how);

/**
 * Who names it: the campaigns whose audience is still to be found (drafts, scheduled, or launched and not frozen whole), and segments,
 * by their filters at any depth.
 */
export async function findUsers(db: Db, referenced: Referenced): Promise<Users> {
  const segments = await db.selectFrom('segments').select(['id', 'name', 'filters']).orderBy('id').execute();
  return {
    segments: segments
      .filter(({ filters }) => filtersName(JSON.parse(filters) as Filter[], referenced))
      .map(({ id, name }) => ({ id: toId(id), name })),
    campaigns: await findCampaigns(db, referenced, ['draft', 'scheduled', ...UNFINISHED]),
  };
}

/** The campaigns that name it and are just being launched: what they reach must not change before it is frozen whole. */
export const findLaunching = (db: Db, referenced: Referenced): Promise<Users['campaigns']> =>
  findCampaigns(db, referenced, UNFINISHED);

async function findCampaigns(
  db: Db,
  referenced: Referenced,
  statuses: readonly CampaignStatus[],
): Promise<Users['campaigns']> {
  const campaigns = await db
    .selectFrom('campaigns')
    .select(['id', 'subject', 'recipients', 'audience'])
    .where('status', 'in', statuses)
    .where('frozen_at', 'is', null)
    .orderBy('id')
    .execute();
  return campaigns
    .filter((row) => campaignNames(row, referenced))
    .map(({ id, subject }) => ({ id: toId(id), subject }));
}

/** A launched campaign has its segments as they were, whatever is in them now. */
function campaignNames(
  { recipients, audience }: Pick<CampaignRow, 'recipients' | 'audience'>,
  referenced: Referenced,
): boolean {
  if (recipientsName(JSON.parse(recipients) as Recipients, referenced)) return true;
  if (audience === null) return false;
  const { segments, excludeSegments } = JSON.parse(audience) as Audience;
  return [...segments, ...excludeSegments].some(({ filters }) => filtersName(filters, referenced));
}

/** "the campaigns "Spring", "Summer" and 3 more, and the segment "VIP""; undefined when nobody does. */
export function describeUsers({ campaigns, segments }: Users): string | undefined {
  const parts = [
    list(
      'campaign',
      campaigns.map(({ subject }) => subject),
    ),
    list(
      'segment',
      segments.map(({ name }) => name),
    ),
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' and ') : undefined;
}

const SHOWN = 3;

function list(what: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const shown = names.slice(0, SHOWN).map((name) => `"${name.slice(0, 100)}"`);
  const more = names.length > SHOWN ? [`${names.length - SHOWN} more`] : [];
  return `the ${what}${names.length > 1 ? 's' : ''} ${[...shown, ...more].join(', ')}`;
}

export function filtersName(
  filters: readonly (Filter | ResolvedFilter)[],
  { type, id }: Referenced,
): boolean {
  return leavesOf(filters).some((leaf) => {
    if (leaf.type !== (type === 'category' ? 'campaign' : type)) return false;
    switch (leaf.type) {
      case 'label':
        return leaf.labelIds.includes(id);
      case 'segment':
        return leaf.segmentId === id;
      case 'field':
        return leaf.field === id;
      case 'campaign':
        return (type === 'category' ? leaf.categoryId : leaf.campaignId) === id;
      default:
        return false;
    }
  });
}

export function recipientsName(recipients: Recipients, { type, id }: Referenced): boolean {
  switch (type) {
    case 'label':
      return recipients.labelIds.includes(id) || recipients.excludeLabelIds.includes(id);
    case 'segment':
      return recipients.segmentIds.includes(id) || recipients.excludeSegmentIds.includes(id);
    default:
      return false;
  }
}
