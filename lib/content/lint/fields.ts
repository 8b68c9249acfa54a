import type { TemplateField } from '../facts';

/** As people call them. */
export const FIELD_NAMES: Record<TemplateField, string> = {
  subject: 'subject',
  previewText: 'preview text',
  body: 'body',
  bodyText: 'plain text',
  utm: 'UTM parameters',
};

/** In the order of their first mention. */
export function groupByField<Mention extends { field: TemplateField }>(
  mentions: readonly Mention[],
): [field: TemplateField, mentions: Mention[]][] {
  const groups = new Map<TemplateField, Mention[]>();
  for (const mention of mentions) groups.set(mention.field, [...(groups.get(mention.field) ?? []), mention]);
  return [...groups];
}
