import { countLacking, variablesInAudience } from '../audience';
import {
  attachmentInfos,
  compileContent,
  type ContentFacts,
  contentOf,
  dataOf,
  lintAudience,
  lintContent,
  type Supplied,
} from '../content';
import type { LintReport, Recipients, SubstitutionData } from '../model';
import type { CampaignRow, Store } from '../store';
import type { WrittenColumns } from './campaignRows';

/**
 * What shows without looking at the audience.
 * @param row with its body
 * @param contentIds of its attachments; null for those that have none
 * @throws MailtargetError TEMPLATE_INVALID
 */
export function lintWritten(
  row: WrittenColumns & Pick<Partial<CampaignRow>, 'send_data'>,
  contentIds: readonly (string | null)[],
) {
  const content = compileContent(contentOf(row), { tracking: null });
  const report = lintContent(content.facts, {
    senderName: row.sender_name,
    attachments: contentIds.filter((id) => id !== null),
    given: namesInData(row),
  });
  return { content, report };
}

/** @throws MailtargetError TEMPLATE_INVALID */
export async function lintCampaign(store: Store, { row, template }: Supplied<CampaignRow>) {
  const infos = (await attachmentInfos(store.db, [row.id])).get(row.id)!;
  const { content, report } = lintWritten(
    row,
    infos.map(({ contentId }) => contentId),
  );
  const required = template ? (JSON.parse(template.required_variables) as string[]) : [];
  const audience = await lintForAudience(store, row, content.facts, required);
  return { content, report: join(report, audience) };
}

async function lintForAudience(
  store: Store,
  row: CampaignRow,
  facts: ContentFacts,
  required: readonly string[],
): Promise<LintReport> {
  const recipients = JSON.parse(row.recipients) as Recipients;
  const { substitutionData, sendData } = dataOf(row);
  const inData = namesInData(row);
  const asked = [...new Set(facts.variables.map(({ name }) => name))].filter((name) => !inData.has(name));
  const inAudience = await variablesInAudience(store, recipients, asked);
  if (!inAudience) return { errors: [], warnings: [] };

  const brought = new Set(namesIn(sendData));
  const defaults = new Set(namesIn(substitutionData));
  const open = required.filter((name) => !brought.has(name));
  const lacking = await countLacking(
    store,
    recipients,
    open.map((name) => ({ name, hasDefault: defaults.has(name) })),
  );
  return lintAudience(
    facts,
    new Set([...inData, ...inAudience]),
    open.map((name, index) => ({ name, missing: lacking[index]! })),
  );
}

const namesInData = (row: Parameters<typeof dataOf>[0]): Set<string> => {
  const { substitutionData, sendData } = dataOf(row);
  return new Set(namesIn({ ...substitutionData, ...sendData }));
};

/** The names that have a value. */
const namesIn = (data: SubstitutionData | null): string[] =>
  Object.keys(data ?? {}).filter((name) => isValue(data![name]));

export const isValue = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

const join = (one: LintReport, other: LintReport): LintReport => ({
  errors: [...one.errors, ...other.errors],
  warnings: [...one.warnings, ...other.warnings],
});
