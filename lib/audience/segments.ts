import {
  type Clock,
  type Filter,
  type ListQuery,
  listQuerySchema,
  MailtargetError,
  NOBODY,
  type Page,
  type RecipientCount,
  type Segment,
  type SegmentChanges,
  segmentChangesSchema,
  type SegmentInput,
  segmentInputSchema,
  type SegmentKey,
  segmentNotFound,
  type Segments as SegmentsApi,
  toId,
  toIso,
  toKey,
  validate,
} from '../model';
import {
  byName,
  contains,
  type Db,
  isUniqueViolation,
  paginate,
  type SegmentRow,
  type Store,
  transact,
} from '../store';
import { explainAudience } from './recipients/explainAudience';
import { resolveFilters } from './filters';
import { describeUsers, findUsers, lockReferences } from './references';
import { resolveAudience } from './recipients/resolveAudience';

export class Segments implements SegmentsApi {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {}

  async create(input: SegmentInput): Promise<Segment> {
    const { name, filters } = validate(segmentInputSchema, input, 'segment');
    return this.#write(name, async (tx) => {
      await resolveFilters(tx, filters);
      const now = this.clock.now();
      const row = await tx
        .insertInto('segments')
        .values({ name, filters: JSON.stringify(filters), created_at: now, updated_at: now })
        .returningAll()
        .executeTakeFirstOrThrow();
      await assertUsable(tx, toId(row.id));
      return row;
    });
  }

  async get(id: string): Promise<Segment> {
    return toSegment(await findSegment(this.store.db, id));
  }

  async list(query: ListQuery = {}): Promise<Page<Segment>> {
    const { search, ...page } = validate(listQuerySchema, query, 'query');
    const matching = this.store.db
      .selectFrom('segments')
      .$if(search !== undefined, (rows) => rows.where(contains('name', search!)));
    return paginate(
      matching,
      page,
      (rows) => rows.selectAll().orderBy(byName(this.store)).orderBy('id'),
      toSegment,
    );
  }

  async update(id: string, changes: SegmentChanges): Promise<Segment> {
    const { name, filters } = validate(segmentChangesSchema, changes, 'segment');
    return this.#write(name, async (tx) => {
      const before = await findSegment(tx, id);
      const row = await tx
        .updateTable('segments')
        .set({
          name: name ?? before.name,
          filters: filters ? JSON.stringify(filters) : before.filters,
          updated_at: this.clock.now(),
        })
        .where('id', '=', before.id)
        .returningAll()
        .executeTakeFirstOrThrow();
      // After the write, so that a segment that contains itself shows.
      if (filters) {
        await resolveFilters(tx, filters);
        await assertUsable(tx, id);
      }
      return row;
    });
  }

  async delete(id: string): Promise<void> {
    await transact(this.store.db, async (tx) => {
      await lockReferences(tx, this.store.dialect, 'alone');
      const { id: key, name } = await findSegment(tx, id);
      const users = describeUsers(await findUsers(tx, { type: 'segment', id: toId(key) }));
      if (users !== undefined) {
        throw new MailtargetError(
          'SEGMENT_IN_USE',
          `The segment "${name}" is used by ${users}. Take it out there first.`,
          { field: 'segmentId' },
        );
      }
      await tx.deleteFrom('segments').where('id', '=', key).execute();
    });
  }

  async count(id: string): Promise<RecipientCount> {
    const { id: key } = await findSegment(this.store.db, id);
    const recipients = { ...NOBODY, segmentIds: [toId(key)] };
    return explainAudience(this.store, await resolveAudience(this.store.db, recipients, this.clock.now()));
  }

  async #write(name: string | undefined, write: (tx: Db) => Promise<SegmentRow>): Promise<Segment> {
    try {
      const row = await transact(this.store.db, async (tx) => {
        await lockReferences(tx, this.store.dialect, 'alone');
        return write(tx);
      });
      return toSegment(row);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new MailtargetError(
        'SEGMENT_NAME_TAKEN',
        `There is a segment called "${name}" already. Choose another name, or update that one.`,
        { field: 'name' },
      );
    }
  }
}

/**
 * Segments within each other may be so many filters, and so deep: what is too much is refused here, and not when a campaign is to be
 * launched.
 */
async function assertUsable(tx: Db, id: string): Promise<void> {
  const ids = new Set([id]);
  // Those that contain it are found while the set is gone through, and those that contain them.
  for (const segmentId of ids) {
    await resolveFilters(tx, [{ type: 'segment', operator: 'in', segmentId }]);
    const { segments } = await findUsers(tx, { type: 'segment', id: segmentId });
    for (const user of segments) ids.add(user.id);
  }
}

async function findSegment(db: Db, id: string): Promise<SegmentRow> {
  // A caller without types may give anything.
  const key = toKey<SegmentKey>(String(id));
  const row = key && (await db.selectFrom('segments').selectAll().where('id', '=', key).executeTakeFirst());
  if (!row) throw segmentNotFound(id);
  return row;
}

const toSegment = ({ id, name, filters, created_at, updated_at }: SegmentRow): Segment => ({
  id: toId(id),
  name,
  filters: JSON.parse(filters) as Filter[],
  createdAt: toIso(created_at),
  updatedAt: toIso(updated_at),
});
