import type { ListQuery, Page } from '../page';
import type { Template, TemplateChanges, TemplateInfo, TemplateInput } from '../template';

/** An unknown id is TEMPLATE_NOT_FOUND everywhere. */
export interface Templates {
  /** Throws TEMPLATE_NAME_TAKEN, TEMPLATE_INVALID (with `line` and `column`). */
  create(input: TemplateInput): Promise<Template>;
  get(id: string): Promise<Template>;
  /** By name, in either case. */
  list(query?: ListQuery): Promise<Page<TemplateInfo>>;
  /** Drafts and scheduled campaigns follow; launched ones keep what they were sent with. Throws as create does. */
  update(id: string, changes: TemplateChanges): Promise<Template>;
  /** Throws TEMPLATE_IN_USE while a draft or scheduled campaign has it. */
  delete(id: string): Promise<void>;
}
