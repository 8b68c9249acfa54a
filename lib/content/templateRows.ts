import {
  type Component,
  type Template,
  type TemplateInfo,
  type TemplateKey,
  templateNotFound,
  toId,
  toIso,
  toKey,
} from '../model';
import type { Db, TemplateRow } from '../store';

/** @throws MailtargetError TEMPLATE_NOT_FOUND */
export async function findTemplate(db: Db, id: string): Promise<TemplateRow> {
  // A caller without types may give anything.
  const key = toKey<TemplateKey>(String(id));
  const row = key && (await db.selectFrom('templates').selectAll().where('id', '=', key).executeTakeFirst());
  if (!row) throw templateNotFound(id);
  return row;
}

/** All but the content. */
export const INFO_COLUMNS = ['id', 'name', 'required_variables', 'created_at', 'updated_at'] as const;

export const toTemplateInfo = (row: Pick<TemplateRow, (typeof INFO_COLUMNS)[number]>): TemplateInfo => ({
  id: toId(row.id),
  name: row.name,
  requiredVariables: JSON.parse(row.required_variables) as string[],
  createdAt: toIso(row.created_at),
  updatedAt: toIso(row.updated_at),
});

export const toTemplate = (row: TemplateRow): Template => ({
  ...toTemplateInfo(row),
  body: row.body,
  components: row.components === null ? null : (JSON.parse(row.components) as Component[]),
  bodyText: row.body_text,
});
