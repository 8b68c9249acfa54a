import type { Audience } from '../audience';
import {
  type ContentFacts,
  examples,
  FIELD_NAMES,
  groupByField,
  isValue,
  renderContent,
  supplied,
  type Variables,
} from '../content';
import { sampleUnsubscribeUrl } from '../delivery';
import { type Clock, type Finding, MailtargetError, type Preview, type PreviewInput } from '../model';
import type { Settings } from '../settings';
import type { CampaignRow, Store } from '../store';
import { audienceOf } from './audienceOf';
import { lintCampaign } from './lintCampaign';
import { sampleVariables } from './sampleVariables';

/** @throws MailtargetError CONTACT_NOT_FOUND */
export async function previewCampaign(
  store: Store,
  clock: Clock,
  settings: Settings,
  campaign: CampaignRow,
  input: PreviewInput,
): Promise<Preview> {
  const withBody = await supplied(store.db, campaign);
  const audience = await ifResolvable(audienceOf(store.db, campaign, clock.now()));
  const { content, report } = await lintCampaign(store, withBody, audience);
  const variables = await sampleVariables(store.db, withBody.row, input);
  const unsubscribeUrl = sampleUnsubscribeUrl(campaign, await settings.forMessages());
  const rendered = renderContent(content, { variables, token: '', unsubscribeUrl });
  return { ...rendered, ...report, warnings: [...report.warnings, ...gaps(content.facts, variables)] };
}

/** A label or segment that is gone keeps a campaign from being sent, not from being looked at. */
async function ifResolvable(audience: Promise<Audience>): Promise<Audience | undefined> {
  try {
    return await audience;
  } catch (error) {
    if (error instanceof MailtargetError) return undefined;
    throw error;
  }
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
