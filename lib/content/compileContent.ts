import type { CampaignRow } from '../store';
import { compileTemplate, type Variables } from './compileTemplate';
import { addPreheader, deriveText, inlineCss } from './html';

/** The written parts of a campaign, as templates. */
export interface Content {
  subject: string;
  previewText: string | null;
  body: string;
  bodyText: string | null;
}

export const contentOf = (
  row: Pick<CampaignRow, 'subject' | 'preview_text' | 'body' | 'body_text'>,
): Content => ({
  subject: row.subject,
  previewText: row.preview_text,
  body: row.body,
  bodyText: row.body_text,
});

/** What one recipient reads. */
export interface RenderedContent {
  subject: string;
  html: string;
  text: string;
}

export type RenderContent = (variables: Variables) => RenderedContent;

/**
 * Compiles a campaign once; the result renders it per recipient.
 * @throws MailtargetError TEMPLATE_INVALID with `field`, `line` and `column`, as they are in what was written
 */
export function compileContent({ subject, previewText, body, bodyText }: Content): RenderContent {
  // The body as written comes first: in the inlined one, lines and columns are others.
  compileTemplate(body, 'body', 'html');
  const inlined = inlineCss(body);
  const renderSubject = compileTemplate(subject, 'subject', 'none');
  const renderPreview = compileTemplate(previewText ?? '', 'previewText', 'none');
  const renderHtml = compileTemplate(previewText ? addPreheader(inlined) : inlined, 'body', 'html');
  const renderText = compileTemplate(bodyText ?? deriveText(body), 'bodyText', 'none');
  return (variables) => ({
    subject: oneLine(renderSubject(variables)),
    html: renderHtml(variables, renderPreview(variables)),
    text: renderText(variables),
  });
}

/** A contact's field with a line break in it must not start a header of its own. */
// eslint-disable-next-line no-control-regex -- control characters are what is replaced
const oneLine = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
