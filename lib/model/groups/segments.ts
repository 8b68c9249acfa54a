import type { ListQuery, Page } from '../page';
import type { RecipientCount } from '../recipients';
import type { Segment, SegmentChanges, SegmentInput } from '../segment';

/** An unknown id is SEGMENT_NOT_FOUND everywhere. */
export interface Segments {
  /**
   * Throws SEGMENT_NAME_TAKEN, FIELD_NOT_FOUND, FILTER_INVALID (an operator or value that does not go with the field), LABEL_NOT_FOUND,
   * CAMPAIGN_NOT_FOUND, CATEGORY_NOT_FOUND, SEGMENT_NOT_FOUND.
   */
  create(input: SegmentInput): Promise<Segment>;
  get(id: string): Promise<Segment>;
  /** By name, in either case. */
  list(query?: ListQuery): Promise<Page<Segment>>;
  /** Throws what `create` throws, and SEGMENT_CYCLE where it would contain itself. */
  update(id: string, changes: SegmentChanges): Promise<Segment>;
  /** Throws SEGMENT_IN_USE while a draft, a scheduled or unfinished campaign, or another segment has it. */
  delete(id: string): Promise<void>;
  /** Who is in it, of them who may be mailed, and a sample. */
  count(id: string): Promise<RecipientCount>;
}
