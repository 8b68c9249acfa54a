import type { Category, CategoryInput } from '../category';
import type { ListQuery, Page } from '../page';

/** An unknown id is CATEGORY_NOT_FOUND everywhere; a name that another has, CATEGORY_NAME_TAKEN. */
export interface Categories {
  create(input: CategoryInput): Promise<Category>;
  /** By name, in either case. */
  list(query?: ListQuery): Promise<Page<Category>>;
  update(id: string, changes: CategoryInput): Promise<Category>;
  /** Throws CATEGORY_IN_USE while a campaign or a segment has it. */
  delete(id: string): Promise<void>;
}
