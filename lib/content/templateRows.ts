import {
  type Component,
  type Template,
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

export const toTemplate = (row: TemplateRow): Template => ({
  id: toId(row.id),
  name: row.name,
  body: row.body,
  components: row.components === null ? null : (JSON.parse(row.components) as Component[]),
  bodyText: row.body_text,
  requiredVariables: JSON.parse(row.required_variables) as string[],
  createdAt: toIso(row.created_at),
  updatedAt: toIso(row.updated_at),
});
