import { Contacts } from '../audience';
import { SAMPLE_CONTACT, type Variables, variablesOf } from '../content';
import type { Clock, PreviewInput } from '../model';
import type { CampaignRow, Store } from '../store';

/**
 * The variables of a contact, or of somebody made up, with the given ones on top.
 * @throws MailtargetError CONTACT_NOT_FOUND
 */
export async function sampleVariables(
  store: Store,
  clock: Clock,
  campaign: CampaignRow,
  { contact, variables }: PreviewInput,
): Promise<Variables> {
  const addressee = contact === undefined ? SAMPLE_CONTACT : await new Contacts(store, clock).get(contact);
  return { ...variablesOf(campaign)(addressee), ...variables };
}
