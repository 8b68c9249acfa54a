import type { BulkChange, BulkFilter } from '../contact';
import type { Label, LabelChanges, LabelInput } from '../label';
import type { ListQuery, Page } from '../page';

/** An unknown id is LABEL_NOT_FOUND everywhere. */
export interface Labels {
  /** Creates the label, or returns the one that has this name. */
  create(input: LabelInput): Promise<Label>;
  /** By name, in either case. */
  list(query?: ListQuery): Promise<Page<Label>>;
  /** Throws LABEL_NAME_TAKEN: `merge` makes one of two. */
  update(id: string, changes: LabelChanges): Promise<Label>;
  /** Throws LABEL_IN_USE while a draft, a scheduled or unfinished campaign, or a segment has it. */
  delete(id: string): Promise<void>;
  /** Gives the second label to everyone who has the first, puts it in its place in campaigns and segments, and deletes the first. */
  merge(id: string, intoId: string): Promise<Label>;
  /** To everyone who matches. Throws what `contacts.list` throws. */
  addTo(id: string, filter: BulkFilter): Promise<BulkChange>;
  /** From everyone who matches. Throws what `contacts.list` throws. */
  removeFrom(id: string, filter: BulkFilter): Promise<BulkChange>;
}
