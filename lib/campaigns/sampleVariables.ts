import { readContact } from '../audience';
import { SAMPLE_CONTACT, type Variables, variablesOf } from '../content';
import type { PreviewInput } from '../model';
import type { CampaignRow, Db } from '../store';

/**
 * The variables of a contact, or of somebody made up, with the given ones on top.
 * @throws MailtargetError CONTACT_NOT_FOUND
 */
export async function sampleVariables(
  db: Db,
  campaign: CampaignRow,
  { contact, variables }: PreviewInput,
): Promise<Variables> {
  const addressee = contact === undefined ? SAMPLE_CONTACT : await readContact(db, contact);
  return { ...variablesOf(campaign)(addressee), ...variables };
}
