/** What lint looks for. */
export const FINDING_CODES = [
  'unsubscribe_link_missing',
  'sender_name_missing',
  'image_without_alt',
  'link_empty',
  'link_relative',
  'link_not_http',
  'link_placeholder',
  'variable_unknown',
  'variable_without_fallback',
  'required_variable_missing',
  'foreign_tag',
  'inline_image_missing',
  'html_clipped',
  'subject_all_caps',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** Something to look at before a campaign leaves. */
export interface Finding {
  code: FindingCode;
  /** A sentence that says what to do. */
  message: string;
  /** The part of the campaign that it is about. */
  field: 'subject' | 'previewText' | 'body' | 'bodyText' | 'utm' | 'senderName';
}

/** Errors keep a campaign from being launched; warnings travel with it. */
export interface LintReport {
  errors: Finding[];
  warnings: Finding[];
}
