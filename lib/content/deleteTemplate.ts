import { MailtargetError, templateNotFound } from '../model';
import { type Db, type Store, type TemplateRow, transact } from '../store';
import { findTemplate } from './templateRows';

/** @throws MailtargetError TEMPLATE_NOT_FOUND; TEMPLATE_IN_USE while a draft or scheduled campaign has it */
export async function deleteTemplate({ db, dialect }: Store, id: string): Promise<void> {
  const { id: key } = await findTemplate(db, id);
  await transact(db, async (tx) => {
    // Whoever gives it to a campaign at this moment waits, and then finds it gone.
    const template = await tx
      .selectFrom('templates')
      .selectAll()
      .where('id', '=', key)
      .$if(dialect === 'postgres', (query) => query.forUpdate())
      .executeTakeFirst();
    if (!template) throw templateNotFound(id);
    await refuseInUse(tx, template);
    await copyIntoCancelled(tx, template);
    await tx.deleteFrom('templates').where('id', '=', key).execute();
  });
}

async function refuseInUse(tx: Db, { id, name }: TemplateRow): Promise<void> {
  const campaign = await tx
    .selectFrom('campaigns')
    .select(['id', 'subject'])
    .where('template_id', '=', id)
    .where('status', 'in', ['draft', 'scheduled'])
    .orderBy('id')
    .executeTakeFirst();
  if (!campaign) return;
  throw new MailtargetError(
    'TEMPLATE_IN_USE',
    `The template "${name}" belongs to campaign ${campaign.id} ("${campaign.subject}"), which has not been sent. Give that campaign another body, or delete it, before you delete the template.`,
    { field: 'templateId' },
  );
}

/** They are never launched, but can still be duplicated. */
async function copyIntoCancelled(tx: Db, { id, body, components, body_text }: TemplateRow): Promise<void> {
  await tx
    .updateTable('campaigns')
    .set((eb) => ({ body, components, body_text: eb.fn.coalesce('body_text', eb.val(body_text)) }))
    .where('template_id', '=', id)
    .where('status', '=', 'cancelled')
    .execute();
}
