import type { Audience } from '../audience';
import { attachmentInfos, compileContent, contentOf, lintContent, type Supplied } from '../content';
import type { LintReport } from '../model';
import type { CampaignRow, Store } from '../store';
import type { WrittenColumns } from './campaignRows';
import { valuesOf } from './campaignValues';
import { lintForAudience } from './lintForAudience';

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
    given: valuesOf(row).given,
  });
  return { content, report };
}

/**
 * @param audience undefined when nothing can be said about it
 * @throws MailtargetError TEMPLATE_INVALID
 */
export async function lintCampaign(
  store: Store,
  { row, template }: Supplied<CampaignRow>,
  audience: Audience | undefined,
) {
  const infos = (await attachmentInfos(store.db, [row.id])).get(row.id)!;
  const { content, report } = lintWritten(
    row,
    infos.map(({ contentId }) => contentId),
  );
  const required = template ? (JSON.parse(template.required_variables) as string[]) : [];
  const forAudience = audience && (await lintForAudience(store, row, audience, content.facts, required));
  return {
    content,
    report: forAudience ? join(report, forAudience) : report,
    reachesNobody: forAudience === undefined,
  };
}

const join = (one: LintReport, other: LintReport): LintReport => ({
  errors: [...one.errors, ...other.errors],
  warnings: [...one.warnings, ...other.warnings],
});
