import type { Field, FieldChanges, FieldInput } from '../field';
import type { ListQuery, Page } from '../page';

/** A custom field is named by its tag; an unknown one is FIELD_NOT_FOUND. */
export interface Fields {
  /** Throws FIELD_TAKEN. */
  create(input: FieldInput): Promise<Field>;
  /** By tag. */
  list(query?: ListQuery): Promise<Page<Field>>;
  update(tag: string, changes: FieldChanges): Promise<Field>;
  /** Deletes it with the values of all contacts. Throws FIELD_IN_USE while a segment has it. */
  delete(tag: string): Promise<void>;
}
