import {
  type Audience,
  countLacking,
  isAudienceEmpty,
  type RequiredVariable,
  variablesInAudience,
} from '../audience';
import { type ContentFacts, lintAudience } from '../content';
import type { LintReport } from '../model';
import type { CampaignRow, Store } from '../store';
import { valuesOf } from './campaignValues';

/**
 * What shows only in the light of the audience.
 * @param required variables that each recipient needs a value for
 * @returns undefined when there is nobody in it: then nothing can be said
 */
export async function lintForAudience(
  store: Store,
  row: CampaignRow,
  audience: Audience,
  facts: ContentFacts,
  required: readonly string[],
): Promise<LintReport | undefined> {
  if (await isAudienceEmpty(store, audience)) return undefined;

  const values = valuesOf(row);
  const open = required.filter((name) => !values.brought.has(name));
  const lacking = await countLacking(
    store,
    audience,
    open.map((name) => ({ name, campaignHas: whatCampaignHas(name, values) })),
  );
  const unknown = await unknownVariables(store, audience, facts, values);
  const names = facts.variables.map(({ name }) => name);
  return lintAudience(
    facts,
    new Set(names.filter((name) => !unknown.has(name))),
    open.map((name, index) => ({ name, missing: lacking[index]! })),
  );
}

/** Those that leave a gap for everybody. What has a fallback leaves none. */
async function unknownVariables(
  store: Store,
  audience: Audience,
  { variables }: ContentFacts,
  { given, emptied }: ReturnType<typeof valuesOf>,
): Promise<Set<string>> {
  const bare = variables.filter(({ name, hasFallback }) => !hasFallback && !given.has(name));
  const names = [...new Set(bare.map(({ name }) => name))];
  const asked = names.filter((name) => !emptied.has(name));
  const known = await variablesInAudience(store, audience, asked);
  return new Set(names.filter((name) => !known.has(name)));
}

function whatCampaignHas(
  name: string,
  { defaults, emptied }: ReturnType<typeof valuesOf>,
): RequiredVariable['campaignHas'] {
  if (emptied.has(name)) return 'emptied';
  return defaults.has(name) ? 'default' : 'nothing';
}
