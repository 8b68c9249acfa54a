import { toId } from '../model';
import type { CampaignRow, Db, TemplateRow } from '../store';
import { findTemplate } from './templateRows';

/** What a template may supply. */
type WithBody = Pick<CampaignRow, 'body' | 'components' | 'body_text' | 'template_id'>;

/** A campaign with what its template supplies, as it would be launched now. */
export interface Supplied<Row extends WithBody> {
  row: Row;
  /** Undefined where the body is the campaign's own: given so, or copied at the launch. */
  template: TemplateRow | undefined;
}

/** @throws MailtargetError TEMPLATE_NOT_FOUND when it was deleted at this moment */
export async function supplied<Row extends WithBody>(db: Db, row: Row): Promise<Supplied<Row>> {
  if (row.template_id === null || row.body !== '') return { row, template: undefined };
  const template = await findTemplate(db, toId(row.template_id));
  const { body, components } = template;
  return { row: { ...row, body, components, body_text: row.body_text ?? template.body_text }, template };
}
