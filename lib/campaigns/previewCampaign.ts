import { Contacts } from '../audience';
import {
  type ContentFacts,
  examples,
  FIELD_NAMES,
  groupByField,
  renderContent,
  SAMPLE_CONTACT,
  supplied,
  type Variables,
  variablesOf,
} from '../content';
import { sampleUnsubscribeUrl } from '../delivery';
import type { Clock, Finding, Preview, PreviewInput } from '../model';
import type { Settings } from '../settings';
import type { CampaignRow, Store } from '../store';
import { isValue, lintCampaign } from './lintCampaign';

/** @throws MailtargetError CONTACT_NOT_FOUND */
export async function previewCampaign(
  store: Store,
  clock: Clock,
  settings: Settings,
  campaign: CampaignRow,
  input: PreviewInput,
): Promise<Preview> {
  const withBody = await supplied(store.db, campaign);
  const { content, report } = await lintCampaign(store, withBody);
  const variables = await sampleVariables(store, clock, withBody.row, input);
  const unsubscribeUrl = sampleUnsubscribeUrl(campaign, await settings.forMessages());
  const rendered = renderContent(content, { variables, token: '', unsubscribeUrl });
  return { ...rendered, ...report, warnings: [...report.warnings, ...gaps(content.facts, variables)] };
}

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

/** What stays empty in this one rendering. */
function gaps({ variables: mentions }: ContentFacts, variables: Variables): Finding[] {
  const empty = mentions.filter(
    ({ name, hasFallback }) => !hasFallback && !(Object.hasOwn(variables, name) && isValue(variables[name])),
  );
  return groupByField(empty).map(([field, missing]) => ({
    code: 'variable_unknown',
    message: `There is no value for ${examples(missing.map(({ name }) => name))} here, so the ${FIELD_NAMES[field]} has a gap. Give sample variables, or a default in the tag.`,
    field,
  }));
}
